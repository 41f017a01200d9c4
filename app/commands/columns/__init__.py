"""列上的计分与比较: ziping batch score / diff."""
