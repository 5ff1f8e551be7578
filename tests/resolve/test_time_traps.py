"""Traps of time in news English: 250 short texts, each with every time phrase in it and what it means.

A row: the text, its publication date, and pairs of phrase and value. The value is the EDTF date; where there is none,
the length of a duration, what recurs of a set, or the era of a vague word; "open" for a date that cannot be had.
``@`` parts a time of day, with its zone, from the date.
"""

from __future__ import annotations

import pytest

from sayso.codebook.times import TimeGrammar
from sayso.record.edtf import Edtf
from sayso.record.times import TimeExpression
from sayso.resolve.telling import times_told
from tests.resolve.analysed import analysed

GRAMMAR = TimeGrammar.load()
SATURDAY = "2019-07-20"
Row = tuple[str, str | None, str]

NOT_TIMES = [
    ("They may march on the city.", SATURDAY, ""),
    ("Rebels march while ministers may wait.", SATURDAY, ""),
    ("May said the talks had failed.", SATURDAY, ""),
    ("Prime Minister Theresa May met Merkel.", SATURDAY, ""),
    ("March on, the commander told them.", SATURDAY, ""),
    ("It was a second strike on the port.", SATURDAY, ""),
    ("He came second in the vote.", SATURDAY, ""),
    ("The sun rose over the camp.", SATURDAY, ""),
    ("Sat phones were seized at the border.", SATURDAY, ""),
    ("The town could fall within reach of guns.", SATURDAY, ""),
    ("The column began to fall apart.", SATURDAY, ""),
    ("A spring in the valley feeds the well.", SATURDAY, ""),
    ("They bought 2000 rockets.", SATURDAY, ""),
    ("About 1500 men crossed.", SATURDAY, ""),
    ("A six-year-old boy was hurt.", SATURDAY, ""),
    ("The 44-year-old general fled.", SATURDAY, ""),
    ("The envoy, 52 years old, resigned.", SATURDAY, ""),
    ("Three-quarters of the fuel is gone.", SATURDAY, ""),
    ("The guards fired once more.", SATURDAY, ""),
    ("They will leave as soon as the road opens.", SATURDAY, ""),
    ("It fell soon after the siege.", SATURDAY, ""),
    ("Route 2014 was cut.", SATURDAY, ""),
    ("He dialled 911 for help.", SATURDAY, ""),
    ("The Jan Kubis mission went home.", SATURDAY, ""),
    ("They hold 12 posts and 3 hills.", SATURDAY, ""),
    ("Hour of Truth is the name of the unit.", SATURDAY, ""),
    ("The score was 3-2.", SATURDAY, ""),
]

STATED = [
    ("The raid of July 19 failed.", SATURDAY, "July 19=2019-07-19"),
    ("The raid of 19 July failed.", SATURDAY, "19 July=2019-07-19"),
    ("It began on 3 January 2020.", None, "3 January 2020=2020-01-03"),
    ("It began Jan. 3, 2020, they said.", None, "Jan. 3, 2020=2020-01-03"),
    ("It began on the 3rd of January 2020.", None, "the 3rd of January 2020=2020-01-03"),
    ("It began on January 3rd, 2020.", None, "January 3rd, 2020=2020-01-03"),
    ("The strike was dated 2019-07-01.", None, "2019-07-01=2019-07-01"),
    ("The memo of 4/17/2013 leaked.", None, "4/17/2013=2013-04-17"),
    ("The memo of 17/4/2013 leaked.", None, "17/4/2013=2013-04-17"),
    ("The memo of 3/4/2013 leaked.", None, ""),
    ("It ended on September 31, 2019.", None, ""),
    ("It ended on Feb. 29, 2019.", None, ""),
    ("It ended on Feb. 29, 2020.", None, "Feb. 29, 2020=2020-02-29"),
    ("It began on December 27.", SATURDAY, "December 27=2018-12-27"),
    ("It began on July 31.", SATURDAY, "July 31=2019-07-31"),
    ("It will begin on September 3.", SATURDAY, "September 3=2019-09-03"),
    ("It began on July 8-10.", SATURDAY, "July 8-10=2019-07-08/2019-07-10"),
    ("Talks ran from July 30 to August 2, 2018.", SATURDAY, "July 30 to August 2, 2018=2018-07-30/2018-08-02"),
    ("Talks ran from December 30 to January 2.", "2019-02-01", "December 30 to January 2=2018-12-30/2019-01-02"),
    ("Talks ran 5-7 March 2015.", None, "5-7 March 2015=2015-03-05/2015-03-07"),
    ("On July 4 and 5 the planes came back.", SATURDAY, "July 4 and 5=2019-07-04/2019-07-05"),
    ("The war of June 1967 lasted a week.", None, "June 1967=1967-06; a week=P1W"),
    ("In June the army left.", SATURDAY, "June=2019-06"),
    ("In October the army left.", SATURDAY, "October=2018-10"),
    ("It left in October last year.", SATURDAY, "October last year=2018-10"),
    ("It left last June.", SATURDAY, "last June=2019-06"),
    ("It left last December.", SATURDAY, "last December=2018-12"),
    ("It will leave next March.", SATURDAY, "next March=2020-03"),
    ("It left in late November 2018.", None, "late November 2018=2018-11"),
    ("It left at the beginning of May 2018.", None, "the beginning of May 2018=2018-05"),
    ("It left in mid-March.", SATURDAY, "mid-March=2019-03"),
    ("From May to July 2013 they held it.", None, "May to July 2013=2013-05/2013-07"),
    ("In December and January they held it.", "2015-02-16", "December and January=2014-12/2015-01"),
    ("In 2014 the state split.", None, "2014=2014"),
    ("Its 1990 invasion was condemned.", None, "1990=1990"),
    ("The 2015 deal holds.", None, "2015=2015"),
    ("They fought from 2011 to 2014.", None, "2011 to 2014=2011/2014"),
    ("They fought in 2008-09.", None, "2008-09=2008/2009"),
    ("In late 2011 the troops left.", None, "late 2011=2011-12~"),
    ("By the end of 2014 they were gone.", None, "the end of 2014=2014-12~"),
    ("In early 2013 they came.", None, "early 2013=2013~"),
    ("In mid-2013 they came.", None, "mid-2013=2013~"),
    ("In the 1990s the border was open.", None, "the 1990s=1990/1999"),
    ("In the '80s the border was open.", None, "the '80s=1980/1989"),
    ("In the early 1980s it was shut.", None, "the early 1980s=1980/1989"),
    ("In the eighties it was shut.", None, "the eighties=1980/1989"),
    ("The 19th century treaty stands.", None, "The 19th century=1800/1899"),
    ("It was nineteen ninety-six.", None, "nineteen ninety-six=1996"),
    ("In the summer of 2014 the city fell.", None, "the summer of 2014=2014-22"),
    ("In spring 2015 it was retaken.", None, "spring 2015=2015-21"),
    ("In the winter of 2008 it froze.", None, "the winter of 2008=2008-24"),
    ("The first quarter of 2019 was calm.", None, "The first quarter of 2019=2019-01/2019-03"),
    ("The second half of 2013 was not.", None, "The second half of 2013=2013-07/2013-12"),
    ("Fiscal year 2012 was lean.", None, "Fiscal year 2012=2012"),
    ("After 9/11 the law changed.", None, "9/11=2001-09-11"),
    ("The week of Sept. 22, 2014, was bloody.", None, "The week of Sept. 22, 2014=2014-09-22/2014-09-28"),
]

WRONG = [
    ("On Tuesday, June 16, 2014, they met.", None, "Tuesday, June 16, 2014=2014-06-16!"),
    ("On Monday, June 16, 2014, they met.", None, "Monday, June 16, 2014=2014-06-16"),
    ("On Friday, July 19, they met.", SATURDAY, "Friday, July 19=2019-07-19"),
    ("On Monday, July 19, they met.", SATURDAY, "Monday, July 19=2019-07-19!"),
    ("On Sunday, 1 May 2011, they met.", None, "Sunday, 1 May 2011=2011-05-01"),
    ("On Saturday, 1 May 2011, they met.", None, "Saturday, 1 May 2011=2011-05-01!"),
    ("On Wednesday, Jan. 8, 2020, missiles flew.", None, "Wednesday, Jan. 8, 2020=2020-01-08"),
    ("On Thursday, Jan. 8, 2020, missiles flew.", None, "Thursday, Jan. 8, 2020=2020-01-08!"),
]

RELATIVE = [
    ("Rockets fell on Friday.", SATURDAY, "Friday=2019-07-19"),
    ("Rockets fell Saturday.", SATURDAY, "Saturday=2019-07-20"),
    ("Rockets fell on Sunday.", SATURDAY, "Sunday=2019-07-14"),
    ("Rockets fell last Saturday.", SATURDAY, "last Saturday=2019-07-13"),
    ("Rockets fell last Friday.", SATURDAY, "last Friday=2019-07-19"),
    ("Friday's raid failed.", SATURDAY, "Friday=2019-07-19"),
    ("They will meet on Friday.", SATURDAY, "Friday=2019-07-26"),
    ("They meet next Tuesday.", SATURDAY, "next Tuesday=2019-07-23"),
    ("They were due to meet on Wednesday.", SATURDAY, "Wednesday=2019-07-24"),
    ("The pact is expected to hold until Monday.", SATURDAY, "Monday=2019-07-20/2019-07-22"),
    ("He said on Thursday that it will go on.", SATURDAY, "Thursday=2019-07-18"),
    ("On Thursday and Friday guns fired.", SATURDAY, "Thursday and Friday=2019-07-18/2019-07-19"),
    ("From Monday to Wednesday guns fired.", SATURDAY, "Monday to Wednesday=2019-07-15/2019-07-17"),
    ("Yesterday they fled.", SATURDAY, "Yesterday=2019-07-19"),
    ("They fled today.", SATURDAY, "today=2019-07-20"),
    ("Tomorrow they vote.", SATURDAY, "Tomorrow=2019-07-21"),
    ("The day before yesterday it rained.", SATURDAY, "The day before yesterday=2019-07-18"),
    ("They vote the day after tomorrow.", SATURDAY, "the day after tomorrow=2019-07-22"),
    ("Last week they fled.", SATURDAY, "Last week=2019-07-07/2019-07-13"),
    ("This week they fled.", SATURDAY, "This week=2019-07-14/2019-07-20"),
    ("Earlier this week they fled.", "2019-07-17", "Earlier this week=2019-07-14/2019-07-17"),
    ("Later this week they meet.", "2019-07-17", "Later this week=2019-07-17/2019-07-20"),
    ("Next week they meet.", SATURDAY, "Next week=2019-07-21/2019-07-27"),
    ("Over the weekend they fled.", "2019-07-22", "the weekend=2019-07-20/2019-07-21"),
    ("Last weekend they fled.", "2019-07-24", "Last weekend=2019-07-20/2019-07-21"),
    ("This weekend they will meet.", "2019-07-24", "This weekend=2019-07-27/2019-07-28"),
    ("Last month they fled.", SATURDAY, "Last month=2019-06"),
    ("Earlier this month they fled.", SATURDAY, "Earlier this month=2019-07"),
    ("Late last month they fled.", SATURDAY, "Late last month=2019-06"),
    ("Next month they vote.", "2019-12-20", "Next month=2020-01"),
    ("Last year they fled.", SATURDAY, "Last year=2018"),
    ("Late last year they fled.", SATURDAY, "Late last year=2018-12~"),
    ("This year they fled.", SATURDAY, "This year=2019"),
    ("Earlier this year they fled.", SATURDAY, "Earlier this year=2019"),
    ("Next year they vote.", SATURDAY, "Next year=2020"),
    ("Last summer they fled.", SATURDAY, "Last summer=2018-22"),
    ("This spring they fled.", SATURDAY, "This spring=2019-21"),
    ("This past winter they fled.", SATURDAY, "This past winter=2018-24"),
    ("Two weeks ago they fled.", SATURDAY, "Two weeks ago=2019-07-06~"),
    ("Three days ago they fled.", SATURDAY, "Three days ago=2019-07-17"),
    ("A year ago they fled.", SATURDAY, "A year ago=2018"),
    ("A decade ago they fled.", SATURDAY, "A decade ago=2009~"),
    ("More than four decades ago they fled.", SATURDAY, "More than four decades ago=1979~"),
    ("Six months ago they fled.", SATURDAY, "Six months ago=2019-01~"),
    ("Twenty-five years ago they fled.", SATURDAY, "Twenty-five years ago=1994"),
    ("Hours ago they fled.", SATURDAY, "Hours ago=past"),
    ("Two hours ago they fled.", SATURDAY, "Two hours ago=2019-07-20"),
    ("Over the past four days they fled.", SATURDAY, "the past four days=2019-07-16/2019-07-20"),
    ("In the last two months they fled.", SATURDAY, "the last two months=2019-05/2019-07"),
    ("In the past year they fled.", SATURDAY, "the past year=2018-07/2019-07"),
    ("Over the next two weeks they meet.", SATURDAY, "the next two weeks=2019-07-20/2019-08-03"),
    ("In recent days they fled.", SATURDAY, "recent days=2019-07~"),
    ("In recent weeks they fled.", SATURDAY, "recent weeks=2019-06/2019-07"),
    ("In recent months they fled.", SATURDAY, "recent months=2019-05/2019-07"),
    ("In recent years they fled.", SATURDAY, "recent years=2015~/2019"),
    ("Over the past few weeks they fled.", SATURDAY, "the past few weeks=2019-06/2019-07"),
    ("By the end of the year they go.", SATURDAY, "the end of the year=2019-12~"),
    ("By the end of the month they go.", SATURDAY, "the end of the month=2019-07"),
    ("The third quarter was calm.", "2019-11-01", "The third quarter=2019-07/2019-09"),
    ("Last quarter was calm.", "2019-11-01", "Last quarter=2019-07/2019-09"),
    ("This decade was not.", SATURDAY, "This decade=2010/2019"),
    ("The army has held it since 2011.", SATURDAY, "2011=2011/2019"),
    ("The army has held it since July 2.", SATURDAY, "July 2=2019-07-02/2019-07-20"),
    ("The army has held it since May.", SATURDAY, "May=2019-05/2019-07"),
    ("It has been cut off since the takeover in 2007.", SATURDAY, "2007=2007/2019"),
    ("They will stay through 2021.", SATURDAY, "2021=2019/2021"),
    ("They will stay until August 10.", SATURDAY, "August 10=2019-07-20/2019-08-10"),
    ("What comes after 2024 is open.", SATURDAY, "2024=2025/.."),
    ("They must leave by September 1.", SATURDAY, "September 1=2019-09-01"),
    ("They had left by September 1.", SATURDAY, "September 1=2018-09-01"),
]

UNKNOWN = [
    ("Rockets fell on Friday.", None, ""),
    ("Yesterday they fled.", None, ""),
    ("Last month they fled.", None, ""),
    ("Two weeks ago they fled.", None, ""),
    ("On July 19 they fled.", None, ""),
    ("On July 19, 2018, they fled.", None, "July 19, 2018=2018-07-19"),
    ("Rockets fell on Friday.", "2019", ""),
    ("Rockets fell on Friday.", "2019-07-20/2019-07-21", "Friday=2019-07-19"),
    ("Yesterday they fled.", "2019-07-20/2019-07-22", "Yesterday=2019-07-19/2019-07-21"),
    ("Last month they fled.", "2019-07-20/2019-07-22", "Last month=2019-06"),
    ("They fled on Christmas Day.", None, ""),
    ("They fled at 9 p.m.", None, "9 p.m.=open@21:00"),
]

HOLIDAYS = [
    ("They fled on Christmas Day.", SATURDAY, "Christmas Day=2018-12-25"),
    ("They fled on Christmas Eve 2015.", None, "Christmas Eve 2015=2015-12-24"),
    ("They fled on New Year's Day.", "2020-01-05", "New Year's Day=2020-01-01"),
    ("They fled last Thanksgiving.", SATURDAY, "last Thanksgiving=2018-11-22"),
    ("They fled on Easter Sunday.", SATURDAY, "Easter Sunday=2019-04-21"),
    ("They fled on Good Friday 2018.", None, "Good Friday 2018=2018-03-30"),
    ("They fled on Election Day 2016.", None, "Election Day 2016=2016-11-08"),
    ("They fled on Memorial Day.", SATURDAY, "Memorial Day=2019-05-27"),
    ("They fled on Labor Day 2018.", None, "Labor Day 2018=2018-09-03"),
    ("During Ramadan they fled.", SATURDAY, "Ramadan=2019-05-06~/2019-06-03~"),
    ("On Ashura 2019 they fled.", None, "Ashura 2019=2019-09-10~"),
    ("On Nowruz they fled.", SATURDAY, "Nowruz=2019-03-21"),
    ("On Yom Kippur they fled.", SATURDAY, "Yom Kippur=2018-09-19"),
    ("On Rosh Hashanah 2019 they fled.", None, "Rosh Hashanah 2019=2019-09-30/2019-10-01"),
    ("During Passover 2018 they fled.", None, "Passover 2018=2018-03-31/2018-04-06"),
    ("On Quds Day they fled.", SATURDAY, "Quds Day=2019-05-31~"),
    ("They fled on Bastille Day.", SATURDAY, "Bastille Day=2019-07-14"),
    ("They will vote next Christmas.", SATURDAY, "next Christmas=2019-12-25"),
]

CLOCK = [
    ("It fell at 8:30 p.m. Friday.", SATURDAY, "8:30 p.m. Friday=2019-07-19@20:30"),
    ("It fell at 9 a.m. EST Tuesday.", SATURDAY, "9 a.m. EST Tuesday=2019-07-16@09:00 est"),
    ("It fell at 14:30 GMT on July 2.", SATURDAY, "14:30 GMT on July 2=2019-07-02@14:30 gmt"),
    ("It fell at 2 a.m. local time.", SATURDAY, "2 a.m. local time=2019-07-20@02:00 local time"),
    ("It fell at 12 a.m.", SATURDAY, "12 a.m.=2019-07-20@00:00"),
    ("It fell at 12 p.m.", SATURDAY, "12 p.m.=2019-07-20@12:00"),
    ("It fell at noon on Friday.", SATURDAY, "noon on Friday=2019-07-19@12:00"),
    ("It fell at midnight.", SATURDAY, "midnight=2019-07-20@00:00"),
    ("It fell around 7:15 a.m.", SATURDAY, "around 7:15 a.m.=2019-07-20@07:15"),
    ("It fell at 4 in the morning.", SATURDAY, "4 in the morning=2019-07-20@04:00"),
    ("It fell at 11 in the evening.", SATURDAY, "11 in the evening=2019-07-20@23:00"),
    ("It fell on Friday night.", SATURDAY, "Friday night=2019-07-19@night"),
    ("It fell early Friday morning.", SATURDAY, "early Friday morning=2019-07-19@morning"),
    ("It fell overnight.", SATURDAY, "overnight=2019-07-20@night"),
    ("It fell last night.", SATURDAY, "last night=2019-07-19@night"),
    ("It fell this morning.", SATURDAY, "this morning=2019-07-20@morning"),
    ("It fell tonight.", SATURDAY, "tonight=2019-07-20@night"),
    ("It fell yesterday evening.", SATURDAY, "yesterday evening=2019-07-19@evening"),
    ("It fell on the night of July 2.", SATURDAY, "the night of July 2=2019-07-02@night"),
    ("It fell on Friday. The second hit came at 10 p.m.", SATURDAY, "Friday=2019-07-19; 10 p.m.=2019-07-19@22:00"),
]

LENGTHS = [
    ("The siege lasted three days.", SATURDAY, "three days=P3D"),
    ("The two-day visit ended.", SATURDAY, "two-day=P2D"),
    ("A 16-hour flight took them home.", SATURDAY, "16-hour=PT16H"),
    ("The 30-day truce held.", SATURDAY, "30-day=P30D"),
    ("They waited several weeks.", SATURDAY, "several weeks=PXW"),
    ("They waited a few minutes.", SATURDAY, "a few minutes=PTXM"),
    ("They waited for years.", SATURDAY, "years=PXY"),
    ("They waited for decades.", SATURDAY, "decades=PXE"),
    ("They waited nearly two years.", SATURDAY, "nearly two years=P2Y"),
    ("They waited at least 72 hours.", SATURDAY, "at least 72 hours=PT72H"),
    (
        "They waited for five and a half hours, no: 5 1/2 hours.",
        SATURDAY,
        "five and a half hours=PT5H30M; 5 1/2 hours=PT5H30M",
    ),
    ("They waited a year and a half.", SATURDAY, "a year and a half=P1Y6M"),
    ("They waited a month.", SATURDAY, "a month=P1M"),
    ("They waited half an hour.", SATURDAY, "half an hour=PT30M"),
    ("They waited a couple of weeks.", SATURDAY, "a couple of weeks=P2W"),
    ("They waited two more weeks.", SATURDAY, "two more weeks=P2W"),
    ("They waited three straight nights.", SATURDAY, "three straight nights=P3D"),
    ("They fought a day-long battle.", SATURDAY, "day-long=P1D"),
    ("In the first nine months they gained.", SATURDAY, "the first nine months=P9M"),
    ("They waited for two thousand years.", SATURDAY, "two thousand years=P2000Y"),
]

SETS = [
    ("They patrol daily.", SATURDAY, "daily=P1D"),
    ("They patrol every day.", SATURDAY, "every day=P1D"),
    ("They pray every Friday.", SATURDAY, "every Friday=XXXX-WXX-5"),
    ("They pray on Fridays.", SATURDAY, "on Fridays=XXXX-WXX-5"),
    ("They march each July.", SATURDAY, "each July=XXXX-07"),
    ("They report weekly.", SATURDAY, "weekly=P1W"),
    ("They report twice a week.", SATURDAY, "twice a week=P1W"),
    ("They report every month.", SATURDAY, "every month=P1M"),
    ("They report yearly.", SATURDAY, "yearly=P1Y"),
    ("They pray every morning.", SATURDAY, "every morning=P1D@morning"),
]

VAGUE = [
    ("They recently left.", SATURDAY, "recently=past"),
    ("The recent raid failed.", SATURDAY, "recent=past"),
    ("They are now in the city.", SATURDAY, "now=present"),
    ("They currently hold it.", SATURDAY, "currently=present"),
    ("In the future they may return.", SATURDAY, "the future=future"),
    ("In the near future they may return.", SATURDAY, "the near future=future"),
    ("In the past they did.", SATURDAY, "the past=past"),
    ("These days they do not.", SATURDAY, "These days=present"),
    ("Years ago they did.", SATURDAY, "Years ago=past"),
    ("Weeks ago they did.", SATURDAY, "Weeks ago=2019-07~"),
    ("A few months ago they did.", SATURDAY, "A few months ago=2019~"),
]

NARRATED = [
    ("It fell on July 2. The next day it was retaken.", SATURDAY, "July 2=2019-07-02; The next day=2019-07-03"),
    (
        "It fell on July 2. The following day it was retaken.",
        SATURDAY,
        "July 2=2019-07-02; The following day=2019-07-03",
    ),
    ("It fell on July 2. The previous day they had met.", SATURDAY, "July 2=2019-07-02; The previous day=2019-07-01"),
    ("It fell on July 2. Two days later it was retaken.", SATURDAY, "July 2=2019-07-02; Two days later=2019-07-04"),
    (
        "It fell on July 2. Three days earlier they had met.",
        SATURDAY,
        "July 2=2019-07-02; Three days earlier=2019-06-29",
    ),
    ("It fell on July 2. A week later it was retaken.", SATURDAY, "July 2=2019-07-02; A week later=2019-07-09~"),
    ("It fell on July 2. That day they fled.", SATURDAY, "July 2=2019-07-02; That day=2019-07-02"),
    ("It fell on July 2. They fled the same day.", SATURDAY, "July 2=2019-07-02; the same day=2019-07-02"),
    (
        "It fell on July 2. The next morning they fled.",
        SATURDAY,
        "July 2=2019-07-02; The next morning=2019-07-03@morning",
    ),
    ("It fell on July 2. That night they fled.", SATURDAY, "July 2=2019-07-02; That night=2019-07-02@night"),
    ("It fell in 2011. The following year it was retaken.", SATURDAY, "2011=2011; The following year=2012"),
    ("It fell in 2011. Three years later it was retaken.", SATURDAY, "2011=2011; Three years later=2014"),
    ("It fell in 2011. That same year they fled.", SATURDAY, "2011=2011; That same year=2011"),
    (
        "It fell in June 2011. Two months later it was retaken.",
        SATURDAY,
        "June 2011=2011-06; Two months later=2011-08~",
    ),
    ("It fell in June 2011. The next day it was retaken.", SATURDAY, "June 2011=2011-06"),
    ("They fled earlier in the day.", SATURDAY, "earlier in the day=2019-07-20"),
    ("They fled two days after the speech.", SATURDAY, "two days after=open"),
    ("They fled a week before the vote.", SATURDAY, "a week before=open"),
    ("They fled hours after the raid.", SATURDAY, "hours after=open"),
    ("They fled on the eve of the vote.", SATURDAY, "on the eve of=open"),
]

ROWS: list[Row] = [
    *NOT_TIMES, *STATED, *WRONG, *RELATIVE, *UNKNOWN, *HOLIDAYS, *CLOCK, *LENGTHS, *SETS, *VAGUE, *NARRATED,
]  # fmt: skip


def shown(found: TimeExpression) -> str:
    """Write a time expression as the rows do."""
    value = found.edtf or found.length if found.kind != "date" else found.edtf
    value = value or found.pattern or found.era or "open"
    clock = " ".join(part for part in (found.time_of_day, found.zone) if part)
    return f"{found.text}={value}{'!' if found.conflict else ''}{f'@{clock}' if clock else ''}"


def read(text: str, published: str | None) -> str:
    day = Edtf(published) if published else None
    told = (one.expression(day, GRAMMAR) for one in times_told(analysed(text), day, GRAMMAR))
    return "; ".join(map(shown, told))


@pytest.mark.parametrize(("text", "published", "expected"), ROWS)
def test_trap(text: str, published: str | None, expected: str) -> None:
    assert read(text, published) == expected


def test_there_are_250_of_them() -> None:
    assert len(ROWS) >= 250 and len({(text, published) for text, published, _ in ROWS}) == len(ROWS)
