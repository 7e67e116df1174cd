"""Taking a person out of everything that an organisation keeps: `people.erase`. What must stay true stays, without who
it was: positions, their dates, every change. A feature that keeps names where no rule here finds them adds itself to
`seams.AROUND`."""
