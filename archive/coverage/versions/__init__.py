"""How texts are compared, and which are versions of one."""
