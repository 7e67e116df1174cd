"""Names of places, folded and without blanks, as far as titles and teams carry them."""

from __future__ import annotations

from planning.core.product_finding.names import listed

PLACES = listed(
    """
    emea apac amer amers americas latam nordics nordic dach benelux mena anz asean europe european africa asia pacific
    northamerica southamerica latinamerica middleeast southeastasia eastasia iberia balkans baltics cee gcc row
    global international worldwide domestic regional north south east west northeast northwest southeast southwest
    nord sud est ouest norte sur este oeste sued suden osten westen norden
    central eastern western northern southern region us usa uk uae eu unitedstates unitedkingdom greatbritain england
    scotland wales ireland france germany deutschland allemagne spain espana portugal italy italia netherlands holland
    nederland belgium belgique belgien luxembourg switzerland schweiz suisse austria osterreich poland polska czechia
    slovakia hungary romania bulgaria greece turkey turkiye russia ukraine sweden sverige norway norge denmark danmark
    finland suomi iceland estonia latvia lithuania croatia serbia slovenia israel egypt southafrica nigeria kenya
    morocco maroc ghana saudiarabia qatar india china japan korea southkorea taiwan singapore malaysia indonesia
    thailand vietnam philippines hongkong australia newzealand canada mexico brazil brasil argentina chile colombia
    peru uruguay costarica
    london manchester edinburgh dublin paris lyon marseille toulouse lille nantes berlin munich munchen hamburg cologne
    koln frankfurt stuttgart dusseldorf leipzig vienna wien zurich geneva geneve basel bern amsterdam rotterdam utrecht
    eindhoven denhaag thehague brussels bruxelles antwerp madrid barcelona valencia sevilla lisbon lisboa porto rome
    roma milan milano turin warsaw warszawa krakow wroclaw gdansk prague praha brno budapest bucharest cluj sofia
    athens istanbul ankara moscow kyiv kiev lviv stockholm gothenburg malmo oslo bergen copenhagen kobenhavn helsinki
    tallinn riga vilnius telaviv cairo capetown johannesburg lagos nairobi dubai abudhabi riyadh doha bangalore
    bengaluru mumbai delhi hyderabad pune chennai kolkata gurgaon noida shanghai beijing shenzhen guangzhou tokyo osaka
    seoul taipei kualalumpur jakarta bangkok hanoi hochiminh manila sydney melbourne brisbane perth auckland wellington
    toronto montreal vancouver ottawa calgary newyork nyc newyorkcity boston chicago seattle sanfrancisco sf losangeles
    la sandiego sanjose austin dallas houston denver atlanta miami philadelphia washington dc portland phoenix
    saltlakecity raleigh nashville minneapolis detroit pittsburgh mexicocity guadalajara bogota medellin lima santiago
    buenosaires saopaulo riodejaneiro
    california texas florida georgia ohio virginia colorado oregon utah nevada arizona massachusetts illinois bavaria
    """
)
