"""Who or what place is proposed: ranked, with reasons. The families beside it make fixes of them."""
