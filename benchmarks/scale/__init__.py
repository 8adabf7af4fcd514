"""A large case made of few articles: copies of whole stories with another cast on other days."""
