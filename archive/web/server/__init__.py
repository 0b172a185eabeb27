"""Serving the site: `supervisor` runs the HTTP server and the background process, `http_server` runs granian and its
workers, `worker` is what each worker loads, `request_serializer` lets a worker compute one answer at a time.
"""
