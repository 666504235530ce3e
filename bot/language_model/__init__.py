"""A language model of the editor's own choice, asked for proposals; without an address nobody is asked."""
