"""MXNet's binary array files: the layout, its reader and its writer. Use `_core.params_file`."""
