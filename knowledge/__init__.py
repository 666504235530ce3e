"""What Marsad knows: curated facts, understanding of questions, answers. Pure and synchronous."""
