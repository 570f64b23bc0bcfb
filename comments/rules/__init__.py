"""Rules of the team: rows in the admin that may hold a comment for a person, and nothing else.

folding     how words are compared: letters alike in look become alike
phrases     many words and phrases found in one walk
regex       a small language for patterns, and what of it is refused
automaton   finds a pattern in time that grows with the text alone
kinds       what each kind of rule asks for, and how it looks
cures       sentences that promise a cure
said        what was said, by whom and when, as every rule sees it
ruleset     all rules, made ready once and kept by each process
matching    asking them all, and writing down what they found
repeating   what was said before in the same or nearly the same words
switching   changing a rule, with who did it and what stood before
trying      what a rule would have caught: the dry run
asking      a service for spam, where the operator has a key
"""
