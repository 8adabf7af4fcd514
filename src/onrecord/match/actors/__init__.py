"""Who is who across documents: profiles of names, compared with reasons and grouped to actors."""
