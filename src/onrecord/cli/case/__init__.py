"""Commands on the case itself: add to it, look after it, carry it elsewhere."""
