"""The Keras models that a page and its recorded experiment share, by data set."""
