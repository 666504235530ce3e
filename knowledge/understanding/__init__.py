"""From a text to a `Question`: what is asked, about whom, under which constraints."""
