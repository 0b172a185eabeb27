"""What a journalist keeps: accounts and their tokens, saved searches and alerts, dossiers.

Other rooms import `models`, `services` (writes) and `selectors` (reads). The pages are in `web`. Whoever asks for what is kept is
passed to every function as a user: nobody reads or changes what is another's, and what was withdrawn is shown nowhere.
"""
