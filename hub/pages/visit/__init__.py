"""The visit: a home is set up step by step, by any installer in any browser, and is left with proof."""
