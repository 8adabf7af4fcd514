"""Recipes that turn the corpora into models. Never imported by the product."""
