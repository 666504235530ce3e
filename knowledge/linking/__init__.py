"""Whom the sentences of a document name, by the vocabulary of questions but stricter: a follower is told of each.

A question is about what we hold, a document about anything: there "the defence minister" is France's, Shanghai a city
and "trust" a foundation. So words that are common elsewhere link only where the document says more.
"""
