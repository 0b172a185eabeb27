"""What a search or an article leads to: co-mentioned entities, similar articles, undated articles of the time asked for."""
