"""Offices («الرئيس الأميركي»): as printed, who holds them, and what descriptions in the authority file say of both."""
