"""The catalogue becomes pages: values of HTML, ready for any host."""
