"""Where a request begins and ends on pages whose cues are few, doubtful or missing."""

from pathlib import Path

import pytest

from crawler.reading import question
from crawler.reading.text import Text

LETTERS = Path(__file__).parent.parent / "accuracy"

PAGES = {
    "between You asked and We answered all is the requester's": (
        "FOI request detail\nYou asked\nAs the new season has now begun, our Federation considers it useful to bring up to date the facts that we hold.\nWe answered\nThank you for your request asking for information about licensing.\n",
        "As the new season has now begun, our Federation considers it useful to bring up to date the facts that we hold.",
    ),
    "the authority asks back, and repeats what was said": (
        "You asked:\n1. How many stations were decorated?\n2. How many items were ordered?\nWe asked you to clarify point 2: could you please tell us if this means whole orders? You replied that it does, and that you would still like the lights counted, please.\nIn Response:\n1. Six.\n",
        "1. How many stations were decorated?\n2. How many items were ordered?",
    ),
    "an authority may call itself by its initials": (
        "1. How many appeals were made, in:\no 2020\no 2021\nTCC counts appeals by school year.\n2020-21 – 147\n2. Please provide the budget of the panel for 2022.\nTCC do not hold this information because the panel has none.\n3. Please provide the names of the officers.\nTCC consider that this is exempt under Section 40(2).\n",
        "1. How many appeals were made, in:\no 2020\no 2021\n2. Please provide the budget of the panel for 2022.\n3. Please provide the names of the officers.",
    ),
    "a lead-in may run on over the line": (
        "Our ref: A-418093\nYour Freedom of Information request response\nThank you for your email received 22nd June 2020 in which you asked for the following\ninformation.\n“1) please can you explain why no steps were taken\n2) the missing returns“\nYour request has been dealt with under the Act.\n",
        "1) please can you explain why no steps were taken\n2) the missing returns",
    ),
    "what the authority was told of a clarification is not the requester's": (
        "FOI Reference: 1093/2024\nRequest:\nI am writing to ask for the number of boats reported as stolen in each of these years:\nClarification:\nThe applicant was asked to clarify the request and confirmed that both kinds were wanted.\nResponse:\nSection 1 of the Act places two duties on public authorities.\n",
        "I am writing to ask for the number of boats reported as stolen in each of these years:",
    ),
    "the authority speaks of those whom it asked": (
        "I wish to see any policy that deals with straying farm animals.\nWe consulted with our rural crime team who have given us the following information for your request.\nPlease see attached.\n",
        "I wish to see any policy that deals with straying farm animals.",
    ),
    "answers may be announced by their numbers": (
        "FOI request (FOIR-131778204)\nRequested Tue 14 January 2020\nResponded Mon 10 February 2020I would like to find out:\n1. How many people asked for a plot?\n2. How many gave one up?\nThe figures should be split into months if possible.\nAnswers to questions 1 to 2 are given for each quarter.\n1. Q1 =41, Q2 =38\n",
        "I would like to find out:\n1. How many people asked for a plot?\n2. How many gave one up?\nThe figures should be split into months if possible.",
    ),
    "a question asked of the requester is not the request": (
        "Request Number: FOI/14233\nWe have now considered your request for information, which is set out below.\nClarification to Requester\nDo you mean officers whose certificate is in date now?\nRequest 1\nHow many officers have held a certificate?\nRequest 2\nPlease list the awarding bodies.\nAnswer\nThe cost would exceed the limit.\n",
        "How many officers have held a certificate?\nPlease list the awarding bodies.",
    ),
    "a quotation may have its number behind it": (
        'In your request, you asked:\n"1. Can the Assembly say how many nights each car was left? (Question 1)\n2. Can the Assembly confirm what the charge was?" (Question 2)\nOur response\nQuestion 1\nIt is not held.\n',
        "1. Can the Assembly say how many nights each car was left? (Question 1)\n2. Can the Assembly confirm what the charge was?",
    ),
    "a lead-in may have no colon": (
        "FOI_25-184 Fisheries\nWe have considered your request of 19 June 2025 for the following information\nPlease let me have the following:\nQuestion 1. Funding\nHas the university been given grants by the board?\nOur response:\nQuestion 1.\nYes.\n",
        "Please let me have the following:\nQuestion 1. Funding\nHas the university been given grants by the board?",
    ),
    "a heading of the requester's own is not the beginning": (
        "Allotment plots\nGood afternoon,\nI hope this finds you well. I should be grateful if this e-mail could be handled as a formal request for disclosure, as I have asked before.\nDescription of information sought:\nHow many allotment plots are there?\nYours faithfully,\n",
        "I should be grateful if this e-mail could be handled as a formal request for disclosure, as I have asked before.\nDescription of information sought:\nHow many allotment plots are there?",
    ),
    "the years that are asked about answer nothing": (
        "Below is your request and our response.\nPlease tell me the yearly fuel bill for the following calendar years (Jan 1 to Dec 31)\n2021\n2022\n2023\nHaving made enquiries within the Force our answer is no information held.\n",
        "Please tell me the yearly fuel bill for the following calendar years (Jan 1 to Dec 31)\n2021\n2022\n2023",
    ),
    "a clarification without more than its heading may replace the request": (
        "I note you seek access to the following information:\nI hereby ask for all information about the dress of wardens.\nClarification -\nI declined your request because the cost would exceed the limit.\nClarification -\nI note that a guide is being prepared. I am content for my earlier request to be replaced by one for that guide, in its first finished version.\nI have today decided to disclose some of it.\n",
        "I note that a guide is being prepared. I am content for my earlier request to be replaced by one for that guide, in its first finished version.",
    ),
    "a list with bullets may stand below what is wanted": (
        "A full list of all contracts held for estates services in the following areas:\n- Laundry\n- Grounds\nThe Trust is unable to give the price.\nFor each of them, please let me have the following:\n- The name of the company;\nEverything else is attached.\n",
        "A full list of all contracts held for estates services in the following areas:\n- Laundry\n- Grounds\nFor each of them, please let me have the following:\n- The name of the company;",
    ),
    "a requester may say what the request covers": (
        "Chalets (FOIR-318846207)\nRequested Tue 09 March 2021\nResponded Thu 13 May 2021Query 1: I would like a copy of every guidance note. To be clear, this request covers any note that is published on the website.\nQuery 2: Please send me the training material.\nResponse\nQuery 1:\nThe conditions are here.\n",
        "Query 1: I would like a copy of every guidance note. To be clear, this request covers any note that is published on the website.\nQuery 2: Please send me the training material.",
    ),
    "a quotation that names a title is not the request": (
        "FOI release\nThank you for your request of 11 October 2021, where you asked for a copy of all answers to Part 4 of the “Call for evidence on seed treatments” before the closing date.\nUnfortunately it is exempt under section 35.\n",
        "a copy of all answers to Part 4 of the “Call for evidence on seed treatments” before the closing date.",
    ),
    "an apostrophe before a capital closes no quotation": (
        "Our Ref: FOI 33-25\nYour request was as follows-\n'I wish to have a breakdown of the sum shown under \"Members' Expenditure - Sundry Costs\" for the year.\nPlease send it to me by email.'\nOur response\nThe Commission adds together several kinds of cost.\n",
        "I wish to have a breakdown of the sum shown under \"Members' Expenditure - Sundry Costs\" for the year.\nPlease send it to me by email.",
    ),
    "a mark that opens may close": (
        "FOI 22/983\nThank you for your email of 3 October 2022 requesting under the Freedom of Information Act (FOIA):\n“Digital copies of the trial permit file. All redacted where needed.\nI see that plots are in use near Lincoln and Perth“\nI am pleased to send you part of it.\n",
        "Digital copies of the trial permit file. All redacted where needed.\nI see that plots are in use near Lincoln and Perth",
    ),
    "the words of a notice of refusal lead in to no request": (
        "I want to make a request about motorists who were fined at a junction.\nIn particular, I would ask you for information on the following:\nI have now considered your request for information.\nWhen refusing a request, the force is required by Section 17(5) of the Act to provide a notice which:\n(a) says that it is refused,\n(b) names the exemption and\n(c) gives the reason.\nTo find it would take more than 38 hours.\n",
        "I want to make a request about motorists who were fined at a junction.\nIn particular, I would ask you for information on the following:",
    ),
    "a request goes on behind a table": (
        "Below is your request and our response.\nI should like to know the following:\n- In 2021/22, how many radios were lost? Please give a breakdown.\n|\nYear |\nRadios lost |\nRadios found |\n|\n2021/22 |\n17 |\n6 |\n|\n2022/23 |\n23 |\n11 |\n- What did it cost to replace them?\nIt cost £4,100.\n",
        "I should like to know the following:\n- In 2021/22, how many radios were lost? Please give a breakdown.\n- What did it cost to replace them?",
    ),
    "what is wanted may only be named": (
        "The number of footwear marks that your force lifted since 2016\nThe number of tyre marks that your force lifted since 2016\nWhat methods were used to lift them\nThe cost of all comparisons above to the force\nSection 17 of the Freedom of Information Act 2000 requires that the force gives a notice.\n",
        "The number of footwear marks that your force lifted since 2016\nThe number of tyre marks that your force lifted since 2016\nWhat methods were used to lift them\nThe cost of all comparisons above to the force",
    ),
    "two questions with a plain answer to the first": (
        "I note you seek access to the following information:\nI have today decided to release part of the information that you asked for.\nDisclosure\nQ1 - Do you record why uniform is sent back?\nYes, a reason is recorded for every return.\nQ2 - Or, if only some items are recorded, which?\nAll items are recorded.\n",
        "Q1 - Do you record why uniform is sent back?\nQ2 - Or, if only some items are recorded, which?",
    ),
    "a lead-in may be long": (
        "I refer to your enquiry dated 7 February 2022 asking to be given figures for the 2020/21 round of scholarships under the provisions of the Freedom of Information (Scotland) Act 2002:\n\u2022 Names of all scholarships;\n\u2022 Number of awards.\nThe table below gives them.\n",
        "\u2022 Names of all scholarships;\n\u2022 Number of awards.",
    ),
    "a requester who asks for a review thanks for the answer": (
        "FOI Request - Review of Library Provision\nRequest 201003047716\nReview of case 201003021958: http://www.morvenside.gov.example/page_138307.html\nThank you for the answer in your email of 9th September 2021.\nPlease provide the valuation of the building.\nResponse 11-11-2021\nThe review met in November.\n",
        "Thank you for the answer in your email of 9th September 2021.\nPlease provide the valuation of the building.",
    ),
    "who has searched the authority's site asks": (
        "You asked\nDear Sirs I write to ask for all the information that I am entitled to have. I have searched your website and have not come across it. Please let me have the following: 1. The handbook 2. The figures for 2011\nWe answered\nThank you for your email.\n",
        "I write to ask for all the information that I am entitled to have. I have searched your website and have not come across it. Please let me have the following: 1. The handbook 2. The figures for 2011",
    ),
    "a line of a question answers none": (
        "1. How many complaints were made?\n2. Over the same 12 months, how many went on\nto the panel, and how many of those were upheld there?\nThe department does not hold this information.\n",
        "1. How many complaints were made?\n2. Over the same 12 months, how many went on\nto the panel, and how many of those were upheld there?",
    ),
    "who asks for that reason has given it": (
        "Bell Tower (742_15)\nA good many people in the city worry about what the loss of the old tower will mean.\nFor that reason I am asking for copies of messages about its use.\nI write to let you know that nothing is held.\n",
        "A good many people in the city worry about what the loss of the old tower will mean.\nFor that reason I am asking for copies of messages about its use.",
    ),
    "a question may lean on the one before": (
        "Commons\nHas the council given notice to any person under section 41 of the Commons Act 2006?\nThere are notices on our records.\nIf so, where may I read the particulars of these cases?\nWe consider that they are exempt under regulation 12(5)(b).\n",
        "Has the council given notice to any person under section 41 of the Commons Act 2006?\nIf so, where may I read the particulars of these cases?",
    ),
    "bullets go on to the last": (
        "I ask to be given what you have held on the drain.\nI am looking for these things in particular:\n\u2022 Any advice that was sought\n\u2022 Minutes of all talks about it\n",
        "I ask to be given what you have held on the drain.\nI am looking for these things in particular:\n\u2022 Any advice that was sought\n\u2022 Minutes of all talks about it",
    ),
    "a short wish and a wave are none of its words": (
        "Request\nHello,\nHope all is good with you. This is a request about cows.\n1) How many cows were rescued?\n2) How many call outs were false?\nThanks a lot\nResponse\nNone.\n",
        "This is a request about cows.\n1) How many cows were rescued?\n2) How many call outs were false?",
    ),
    "what the requester answered in quotation marks is the live version": (
        'In your letter you requested the following information:\n"I would like to see how often the Members for my area park at Harbour House."\nWe asked you on 19 November to make clear what you wanted.\nYou replied on 21 November that what you required was\n"All Members use of the car park over the last 3 full years by session"\nI have to tell you that this would exceed the limit.\n',
        "All Members use of the car park over the last 3 full years by session",
    ),
    "a clarification that the authority tells is none of its words": (
        "REQUEST\nQ1. How many collisions took place?\nQ2. Please provide all forms.\nCLARIFICATION\nApplicant content for the period to be cut.\nRESPONSE\nThere were 9.\n",
        "Q1. How many collisions took place?\nQ2. Please provide all forms.",
    ),
    "the authority may tell what was clarified by telephone": (
        "I note you seek access to the following information:\nHow many quad bikes were impounded?\nClarification - I rang you about the above.\nMy decision today is to disclose the located information to you.\n",
        "How many quad bikes were impounded?",
    ),
    "a clarification may follow a first refusal": (
        "I note you seek access to the following information:\nHow many motors were stolen in each borough?\nClarification - in November 2024, I refused your request on cost.\nOn 2 December 2024 you replied as follows:\nPlease leave out the motors altogether. How many collisions were there in each year?\nDecision\nI have today decided to disclose the located information to you in full.\n",
        "Please leave out the motors altogether. How many collisions were there in each year?",
    ),
    "a requester may begin with a quotation": (
        "I note you seek access to the following information:\n'Searchers also carried out of the boathouse a police drone.'\nI would like to know more about the drone.\n1. What was its make?\n2. When was it missed?\nI can confirm that this is held.\n",
        "Searchers also carried out of the boathouse a police drone.'\nI would like to know more about the drone.\n1. What was its make?\n2. When was it missed?",
    ),
    "a request that was refined is the live one": (
        "I note you seek access to the following information:\nWe are preparing an item on orchids.\n1) When did the garden ring?\n2) How many were lost?\nClarification - you kindly refined your request to the following:\n1. The day on which the garden first reported the missing orchids.\n2. The number of plant thefts recorded in 2021.\nI have decided to disclose part of it.\n",
        "1. The day on which the garden first reported the missing orchids.\n2. The number of plant thefts recorded in 2021.",
    ),
    "a requester may quote what somebody said": (
        "Dear Ministry of Coastal Affairs,\nI understand from a speech that a scheme has begun, and that under that scheme:\n\u201cWe are already talking to the makers of chart plotters.\u201d\nPlease send me the list.\nYours faithfully,\nA Writer\n",
        "I understand from a speech that a scheme has begun, and that under that scheme:\n\u201cWe are already talking to the makers of chart plotters.\u201d\nPlease send me the list.",
    ),
    "a note may stand above the request": (
        "Request and Response\nPlease note that NHS Norrey has lately answered another request.\nI would like to find out about wheelchairs. To that end, could you let me have the following:\n1. How many were mended?\n2. How many belonged to a child?\nUnder FOISA s 12(1), NHS Norrey need not comply.\n",
        "I would like to find out about wheelchairs. To that end, could you let me have the following:\n1. How many were mended?\n2. How many belonged to a child?",
    ),
    "a request may stand below what the authority says first": (
        "Our ref: 003157/15\nThe answers to your questions are given below:-\nUnder section 1(1)(a) of the Act, I can confirm that some of it is held.\nI should like to have the following about vets:\n1) How many visits were made?\n2) The name of each practice.\nWe do not record this information in a way that lets it be easily retrieved.\n",
        "I should like to have the following about vets:\n1) How many visits were made?\n2) The name of each practice.",
    ),
    "figures that are needed are the requester's": (
        "Request\nI write to obtain figures on roadside checks.\nThe figures are needed for a comparison.\nResponse\nThere were 12.\n",
        "I write to obtain figures on roadside checks.\nThe figures are needed for a comparison.",
    ),
    "a request's own heading is none of its words": (
        "You asked\nFREEDOM OF INFORMATION ACT REQUEST\nPlease tell me how much was charged for late cycles?\nWe answered\nIt was \u00a312.\n",
        "Please tell me how much was charged for late cycles?",
    ),
    "two headings stand above what is answered in turn": (
        "Toilets\nRequest\nResponse\n1. How many staffed toilets are there?\nThere is 1.\n2. How many were closed?\nNo toilets were closed.\n",
        "1. How many staffed toilets are there?\n2. How many were closed?",
    ),
    "status lines stand above a letter to an authority": (
        "Vending\n[requester] made this Freedom of Information request to Fenmarsh Trust\nThis request has been closed to new correspondence from the public body. Contact us if you think otherwise.\nWaiting for an internal review by Fenmarsh Trust of their handling of this request.\nDear Fenmarsh Trust,\nRefreshco used to run the machines.\nPlease can you tell me whether it ever sent an invoice?\nYours faithfully,\nA Writer\n",
        "Refreshco used to run the machines.\nPlease can you tell me whether it ever sent an invoice?",
    ),
    "figures behind other bullets answer": (
        "Can you please provide:\n- Total spend on taxis\n- Total journeys made by taxi\n\u2022 \u00a3412 was spent in the 6 months\n\u2022 19 journeys\n",
        "Can you please provide:\n- Total spend on taxis\n- Total journeys made by taxi",
    ),
    "an abbreviation ends no sentence": (
        "For each year please answer:\n1. How many appeals came in?\n241\n2. How many were won?\n62\n3. How many routes were held safe i.e. using paragraph 4 of the policy.\nThe council does hold this information, but it is in each child's file.\n",
        "For each year please answer:\n1. How many appeals came in?\n2. How many were won?\n3. How many routes were held safe i.e. using paragraph 4 of the policy.",
    ),
    "your information request asked for it": (
        "Thank you for your information request of 8th June 2021, where you asked for a copy of the test report on the lifejacket.\nI am afraid that it is exempt under section 44.\n",
        "a copy of the test report on the lifejacket.",
    ),
    "menus and cookies are of the site": (
        "Home page | Site map | Search | Help\nWe have stored your cookie choices. They can be changed on the cookies page.\nSee answers to previous information requests\nI now ask for the debrief papers that your reply lists.\nThe exemptions that apply are shown below:\nSection 12 - Excess Cost\n",
        "I now ask for the debrief papers that your reply lists.",
    ),
    "background above the first question is the requester's": (
        "The national guidance on volunteer drivers says that a force should check each driving licence.\nPlease would you answer the following:\n1) How many checks were made?\n2) How many found an endorsement?\nWe do not hold this information.\n",
        "The national guidance on volunteer drivers says that a force should check each driving licence.\nPlease would you answer the following:\n1) How many checks were made?\n2) How many found an endorsement?",
    ),
    "what a site asks its readers is no request": (
        "Forgotten password?\nTrailer List\nI am wondering whether you could let me have a list of your trailers.\nPlease find the information attached.\n",
        "I am wondering whether you could let me have a list of your trailers.",
    ),
    "the authority is saluted at the top": (
        "Dear Lanchester Council\nI have now read the report on the appeal heard in May.\nNothing has come of it since.\nPlease send me the survey.\nYours faithfully,\nA Writer\nThank you for your email.\n",
        "I have now read the report on the appeal heard in May.\nNothing has come of it since.\nPlease send me the survey.",
    ),
    "a title is repeated above the words": (
        "FOI Request - Review of 101003550043 Grass Cutting\nRequest 101003581206\nReview of 101003550043 Grass Cutting\nI am not content with the areas. Please can you break the hours down by village?\nResponse 20-06-2024\nThe review met in June.\n",
        "I am not content with the areas. Please can you break the hours down by village?",
    ),
    "answers stand inside the quotation": (
        "In your request, you asked:\n\u201c1) The number of school visits;\nPlease see the table at Appendix A.\n2) The number of public tours;\nPlease see the table at Appendix A.\n3) The number of guides.\u201d\nThe Commission has four guides.\n",
        "1) The number of school visits;\n2) The number of public tours;\n3) The number of guides.",
    ),
    "answers are marked below bullets": (
        "Your questions are set out below with our annotations:\n\u2022 How many came in?\n\u2022 A. 148 came in\n\u2022 What was the median time?\n\u2022 A. Median 37 days\n\u2022 How many were sent back?\nI can confirm that some of this is held.\n",
        "\u2022 How many came in?\n\u2022 What was the median time?\n\u2022 How many were sent back?",
    ),
    "a letter to somebody ends it": (
        "Request\nPlease send the number of fires.\nIf anything is not clear, do write to me.\nAll the best,\nDear X,\nThank you for writing to us.\n",
        "Please send the number of fires.",
    ),
    "the heading of a clarification that is not printed is left out": (
        "Request\nPlease send the number of fires.\nIt is about your control room.\nClarification:\nResponse\nWe had 12.\n",
        "Please send the number of fires.\nIt is about your control room.",
    ),
    "a quarter is no question": (
        "Refurbishments\nQ1 2018/19\nThe request was for the average number of weeks for which wards were closed.\nWe hold it.\n",
        "the average number of weeks for which wards were closed.",
    ),
    "a quotation ends before the authority's next paragraph": (
        "3. Your request dated 6 September was as follows:\n\"I would like the catalogue of bells.\nPlease add any list of loans.\"\n4. The branch replied in October.\nHANDLING\n5. It was late.\n",
        "I would like the catalogue of bells.\nPlease add any list of loans.",
    ),
    "who greets nobody by name asks": (
        "Request\nDear Sir/Madam\nWe are trying to learn whether bin fires have become more common.\nPlease give their number for each year.\nKind regards\nResponse\nThe number is below.\n",
        "We are trying to learn whether bin fires have become more common.\nPlease give their number for each year.",
    ),
    "a date of the response ends it": (
        "Request\nPlease state how many bins were lost.\nPlease split this by ward.\nResponse date: 28 November 2023\nResponse to this request.\n",
        "Please state how many bins were lost.\nPlease split this by ward.",
    ),
    "a request may be told in other words": (
        "Summary of request\nThe Authority was asked for information about licensed growers.\nResponse\nIt is in our register.\n",
        "The Authority was asked for information about licensed growers.",
    ),
    "a greeting may name the authority": (
        "You asked\nHiya TfM, I'd love a plan of the tram network.\nWe answered\nIt is attached.\n",
        "I'd love a plan of the tram network.",
    ),
    "a figure answers what stands above it": (
        "Fines\n\nWhat was the total written off for lost books in 2021/22?\n\n1,906 borrowers – £23,418\n\nHow many debts stood above £100?\n\nDebts above £100: 9\n",
        "What was the total written off for lost books in 2021/22?\nHow many debts stood above £100?",
    ),
    "a plain sentence with a figure answers the question above it": (
        "You asked\n(a) how many complaints came in?\nThe Commission received 14 complaints in that spring.\n",
        "(a) how many complaints came in?",
    ),
    "the status of a correspondence opens it and the writer's name ends it": (
        "Larkbeth Council did not have the information requested.\n\nDear Larkbeth Council,\n\nWho has to clear a fallen culvert?\nWe had to buy a pump.\n\nYours faithfully,\n\nA Writer\n\nThank you for writing.\n",
        "Who has to clear a fallen culvert?\nWe had to buy a pump.",
    ),
    "between two headings all is the requester's": (
        "Request\nPlease list the works.\nWe have learnt that weed grows again by autumn.\nPerhaps some were fenced.\nOur Response\nThe works are listed below.\n",
        "Please list the works.\nWe have learnt that weed grows again by autumn.\nPerhaps some were fenced.",
    ),
    "numbered headings come in turn": (
        "1. Request\nThe number of tests by age.\n2. Response\nThe tests are on our website.\n3. Request\nThe questions that were failed.\n4. Response\nThey are in Annex B.\n",
        "The number of tests by age.\nThe questions that were failed.",
    ),
    "a second record is another response": (
        "Reference\nFOI/00412\nInformation requested\nHow many beds are there?\nResponse\nThere are 12.\nReference\nFOI/00415\nInformation requested\nHow many chairs are there?\nResponse\nThere are 9.\n",
        "How many beds are there?",
    ),
    "facts with labels stand below the heading": (
        "Request\nRef: 641\nReceived: 2 September 2024\nResponded: 27 September 2024\nAny document about the linkspan.\nResponse\nIt is attached.\n",
        "Any document about the linkspan.",
    ),
    "thanks are no part of it": (
        "Request\nI would like the number of trees felled.\nMany thanks for your time; do get in touch if anything needs to be explained.\nResponse\nNone.\n",
        "I would like the number of trees felled.",
    ),
    "entries of a list below a colon do not answer": (
        "Appeals\n\nHow many appeals concerned a refusal on the ground that:\n* the distance was too short\n* the route was held to be safe\n* a nearer school had places\n\nOutcome / Documents\n",
        "How many appeals concerned a refusal on the ground that:\n* the distance was too short\n* the route was held to be safe\n* a nearer school had places",
    ),
    "a title may stand above the first number": (
        "FOI Request\n\nDoor access cards 24/03/20\n\n1. How many cards were lost?\n\n2. What did the readers cost?\n\nIf disclosed, these details could help a burglar.\n",
        "1. How many cards were lost?\n\n2. What did the readers cost?",
    ),
    "a second list that asks anew goes on": (
        "Request\n1. For March how many crimes did your force record in which a catapult was named?\n2. Please send the table.\n1. For March how many crimes did your force record in which a crossbow was named?\nResponse\nWe hold this.\n",
        "1. For March how many crimes did your force record in which a catapult was named?\n2. Please send the table.\n1. For March how many crimes did your force record in which a crossbow was named?",
    ),
    "dashes ask in turn": (
        "You specifically asked:\n- Please send me a list of every box junction.\nA list of the junctions is attached. It was made in May.\n- For every junction please give the number of notices.\nUnder the Act we are not obliged to supply the number of notices.\n",
        "- Please send me a list of every box junction.\n- For every junction please give the number of notices.",
    ),
    "the requester asks on behind an answer": (
        "You asked:\nPlease tell me what was paid in fares in 2023.\nIn that year we issued a total of 3,918 penalty fares.\nPlease also tell me the five stops where most were issued.\nWe are not able to release the stops, which are exempt under section 31.\n",
        "Please tell me what was paid in fares in 2023.\nPlease also tell me the five stops where most were issued.",
    ),
    "what was asked before stands below the live request": (
        "I note you seek access to the following information:\nPlease supply all injury reports in which a bicycle is named.\n******\nPREVIOUS REQUEST -\n1/ All records of bicycles failing.\n2/ The maintenance contract.\nI have today decided to disclose the reports.\n",
        "Please supply all injury reports in which a bicycle is named.",
    ),
    "a heading of the request stands again above its answer": (
        "Please regard this email as a request under the Act. Please send what is held below each of these headings:\nWaiting times\nStock and repairs\nIf anything is held back, please name the exemption.\nWaiting times\nAdults: 214 people were waiting in January.\nStock and repairs\nThe summary is attached.\n",
        "Please regard this email as a request under the Act. Please send what is held below each of these headings:\nWaiting times\nStock and repairs\nIf anything is held back, please name the exemption.",
    ),
    "numbers that begin again are the answers'": (
        "Please explain the rules on found property:\n• is there a waiting period?\n• can a child collect?\n1. Is there a Property Team? If so what is its strength?\n2. Is there a Rural Crime team?\n1. In March the constabulary adopted a new definition of found property:\n• any article that appears to be lost\n2. Yes. The team has 11 members of staff.\n3. There is no such team.\n",
        "Please explain the rules on found property:\n• is there a waiting period?\n• can a child collect?\n1. Is there a Property Team? If so what is its strength?\n2. Is there a Rural Crime team?",
    ),
    "a page may end with its list": (
        "Scooter; Collision; Seized;\nPUB 1411\nPlease note that the information here is correct as at 17/02/2022.\nPlease be aware that caveats may apply to the data.\n17185\nFOI 17185 E-Scooter Collisions\n1) Number of riders hurt in a collision with an electric scooter\n2) Number of these riders who had no insurance\n",
        "1) Number of riders hurt in a collision with an electric scooter\n2) Number of these riders who had no insurance",
    ),
    "the outcome may stand above a request without a cue": (
        "FOI release\nMill Weir footbridge\nThis request was refused in full, so the information that the requester asked for was not provided.\nCase reference FOI2023/01874\nPublished 11 December 2023\nPlease send me the conclusions of the survey.\nThe information requested is withheld under Section 36 (2) (c).\n",
        "Please send me the conclusions of the survey.",
    ),
    "the foot of a page is nobody's": (
        "Requested information:\n1. The number of boats, by quay.\n2. The number of wardens, by quay.\nChairman: A Person\nChief Executive: A Person\nwww.harbour.example\nFollow us on Twitter: @harbour\nPlease find attached the information in Appendix 1.\n",
        "1. The number of boats, by quay.\n2. The number of wardens, by quay.",
    ),
    "the law that heads the answer is none of the request": (
        "Your Request\nThe number of boats on the moorings below, by year.\nMoorings of interest\nBrack Quay, Harbour Street\nEast Steps, Mill Lane\nFreedom of Information Act 2000\nI can confirm that the information requested is held by Brack Harbour.\n",
        "The number of boats on the moorings below, by year.\nMoorings of interest\nBrack Quay, Harbour Street\nEast Steps, Mill Lane",
    ),
    "a heading may end in a dash": (
        "Your Request:-\n1. Whether the harbour fills in the yearly return.\nhttps://www.returns.example/moorings\n2. If it does, the return for 2017.\nOur Response:-\n1. Yes.\n2. We do not hold the information requested.\n",
        "1. Whether the harbour fills in the yearly return.\nhttps://www.returns.example/moorings\n2. If it does, the return for 2017.",
    ),
    "a sentence may say no more than what the request is concerning": (
        "Thank you for your request for information received on 11 September 2017 concerning:\nThe yearly return of moorings for 2017\nIt is important that it is in the format in which it went to the harbour office.\nThis request is being handled under the Freedom of Information Act 2000.\n",
        "The yearly return of moorings for 2017\nIt is important that it is in the format in which it went to the harbour office.",
    ),
    "an authority is greeted with a comma in its name": (
        "Dear Ministry of Fields, Fisheries and Forests,\nHow many gates are there?\nYours faithfully,\nA Person\n",
        "How many gates are there?",
    ),
    "a cue may tell what the authority received": (
        "Request and Response\nOn 4 March 2021 the Trust received an email requesting the following information:\n1. The number of boats, by quay.\nPlease refer to Appendix 1.\n2. The number of wardens, by quay.\nPlease refer to Appendix 2.\n",
        "1. The number of boats, by quay.\n2. The number of wardens, by quay.",
    ),
    "a quoted request may speak of itself": (
        "Information requested\n“The questions below are asked under FOI and concern the 27 harbours.\n1. How many have been dredged?\n2. What was paid?”\nResponse\nTwelve.\n",
        "The questions below are asked under FOI and concern the 27 harbours.\n1. How many have been dredged?\n2. What was paid?",
    ),
    "the requester's letter goes before the request": (
        "Request:\nPlease find below a request for the following information about boats.\nIt is important to know this.\nIn particular, I would like:\n1. The number of boats.\nResponse:\nTwelve.\n",
        "Please find below a request for the following information about boats.\nIt is important to know this.\nIn particular, I would like:\n1. The number of boats.",
    ),
    "the parts of a long request have headings": (
        "Request\nFigures for four years\nSection 1 - Total Numbers of Boats\n1. How many boats are there?\nSection 2 - Types of Boat\n1. How many are new?\nResponse\nTwelve.\n",
        "Figures for four years\nSection 1 - Total Numbers of Boats\n1. How many boats are there?\nSection 2 - Types of Boat\n1. How many are new?",
    ),
    "the authority says what it has understood": (
        "You have asked:\n1. How many boats are there?\n2. What was paid for them?\nPlease tell me if I have not described correctly the information you have\nasked for.\nIn its present form I think that your request would take a great deal of time.\n",
        "1. How many boats are there?\n2. What was paid for them?",
    ),
    "a figure answers what is asked without a question mark": (
        "Freedom of Information Request: 233\nPlease can you tell me which firms the trust hires its boats from and what was paid.\nThe total for hire is £1,112,640.\nThe firms we hire from are as follows:\nWhitefold\n",
        "Please can you tell me which firms the trust hires its boats from and what was paid.",
    ),
    "the last version is the live one": (
        "Original request\nThe number of motors stolen in each borough, please.\nOn 2 December 2024 you replied as follows:\nI would now like the number of collisions only.\nDecision\nIt is given below.\n",
        "I would now like the number of collisions only.",
    ),
    "numbered questions have answers below a lead-in": (
        "Please provide the following information:\n1. How many vans are there?\nThe trust has 12 vans.\n2. How many are electric?\nThe trust has 3 electric vans.\n3. When was the first bought?\nIt was bought in 2019.\n",
        "Please provide the following information:\n1. How many vans are there?\n2. How many are electric?\n3. When was the first bought?",
    ),
    "a question told by the authority": (
        "FOI release\n\nThank you for your email dated 16 November 2022 in which you asked whether staff are obliged to thank a writer.\n\nA writer is sent a message within the hour.\n",
        "whether staff are obliged to thank a writer.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("page", "asked"), PAGES.values(), ids=PAGES)
def test_the_request_begins_and_ends(page: str, asked: str) -> None:
    found = question.find(Text(page))
    assert found
    assert found.words == asked


@pytest.mark.parametrize(
    "page",
    [
        "Request & Trust Response\nI am a writer. I would like to request the following information for boats.\nRequest\nTrust Response\n1. The number of boats\nthat are laid\nSee attached\nup by quay.\n",
        "Dear Ms Example,\nPlease find attached the response to your FOI request of 4 March.\nOur teams could only extract the figures to 2012, and we are trying to find the cause of this.\nKind regards\n",
        'Dear Ms Example,\nThank you for your FOI request. For boats that are left, the harbour policy states:\n"...the council is responsible for a boat whose owner lives in its area, and the boat is to be moved to the nearest of its quays."\nAll policies are on our website.\n',
    ],
    ids=["mixed columns", "no request is printed", "a policy is quoted"],
)
def test_a_page_without_a_request_has_none(page: str) -> None:
    assert question.find(Text(page)) is None


def test_a_page_that_a_converter_put_on_one_line() -> None:
    page = (
        "FOI response – University boats Please would you supply the following details. 1) The ownership of all boats 2) Total costs of mooring "
        "(including permits) In response to part 1 of this request, the boats are owned as follows: RV Kittiwake, RV Sandpiper. "
        + "The second was bought in 2011 and has been in use since. "
        * 8
    )
    found = question.find(Text(page))
    assert found
    assert (
        found.words
        == "Please would you supply the following details. 1) The ownership of all boats 2) Total costs of mooring (including permits)"
    )
    assert [label for label, _ in found.items] == ["1", "2"]


def test_the_items_of_a_list_keep_their_words() -> None:
    found = question.find(Text("Request\nPlease list:\n• bills yet to be sent - or paid\n• works to be done\nResponse\nNone.\n"))
    assert found
    assert found.items == [("1", "bills yet to be sent - or paid"), ("2", "works to be done")]


def test_every_item_is_in_its_request_as_it_is_printed() -> None:
    found = [asked for file in LETTERS.glob("*/**/*.txt") if (asked := question.find(Text(file.read_text(encoding="utf-8"))))]
    items = [(asked, item) for asked in found for _, item in asked.items]
    assert len(items) > 1_000
    assert not [item for asked, item in items if "".join(item.split()) not in "".join(asked.words.split())]
