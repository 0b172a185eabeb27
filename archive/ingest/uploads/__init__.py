"""Files that curators hand in: `files` keeps them in the data folder, `preview` tells what loading them would do, `loading` loads
them, `pasting` makes a file of what was typed into a form. `archive.ingest.upload_services` is what other rooms call.
"""
