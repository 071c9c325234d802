test_that("the same survey gives the same cohort, as .sav and from every platform", {
  expected <- people_by_code(read_cohort(platform_file("spss", "study.yml")))
  expect_identical(nrow(expected), 16L)
  expect_identical(sum(!is.na(expected$pre) & !is.na(expected$post)), 13L)
  for (platform in platforms) {
    cohort <- read_cohort(platform_file(platform, "study.yml"))
    expect_equal(people_by_code(cohort), expected, info = platform)
  }
})

test_that("each platform is found from its heading and says what it read", {
  for (platform in platforms) {
    name <- switch(platform, redcap = "redcap.csv", `limesurvey-syntax` = "post.sps",
                   "post.csv")
    key <- if (platform == "redcap") platform_file("redcap", "dictionary.csv")
    survey <- read_survey(platform_file(platform, name), key = key)
    expect_identical(attr(survey, "survey")$platform, sub("-syntax", "", platform))
    expect_s3_class(survey[[attr(survey, "survey")$completed]], "POSIXct")
    expect_snapshot(print(survey), cran = TRUE)
  }
})

test_that("a question with several answers is a set of logical columns", {
  sav <- read_survey(platform_file("spss", "post.sav"))
  expected <- unname(lapply(sav[paste0("helped_", 1:4)], function(x) as.logical(x)))
  expect_identical(sum(is.na(expected[[1]])), 2L)
  for (platform in setdiff(platforms, "redcap")) {
    name <- if (platform == "limesurvey-syntax") "post.sps" else "post.csv"
    survey <- read_survey(platform_file(platform, name))
    if (platform == "limesurvey") expected[[1]][2] <- expected[[1]][2] # as the others
    expect_identical(helped_options(survey), expected, info = platform)
    set <- attr(survey, "survey")$mr_sets[[1]]
    expect_identical(set[c("label", "kind", "counted")],
                     list(label = "What helped you?", kind = "dichotomies", counted = "1"))
    expect_true(all(vapply(survey[set$variables], is.logical, NA)))
  }
  redcap <- read_survey(platform_file("redcap", "redcap.csv"),
                        key = platform_file("redcap", "dictionary.csv"))
  set <- attr(redcap, "survey")$mr_sets[[1]]
  expect_identical(set$variables, paste0("helped___", 1:4))
  after <- redcap[redcap$redcap_event_name == "after_arm_1", ]
  code <- match(as.character(sav$code), as.character(after$code))
  expect_identical(lapply(helped_options(redcap), function(x) {
    x[redcap$redcap_event_name == "after_arm_1"][code]
  }), expected)
})

test_that("columns that identify a person are masked, or dropped on request", {
  path <- platform_file("qualtrics", "post.csv")
  hidden <- c("IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail",
              "LocationLatitude", "LocationLongitude")
  survey <- read_survey(path)
  expect_identical(identifying_columns(survey), hidden)
  shown <- utils::capture.output(print(survey), print(as.data.frame(unclass(survey))[1:2, ]),
                                 print(utils::head(survey)), print(survey$RecipientEmail))
  expect_false(any(grepl("192[.]0[.]2|example[.]org|50[.]9", shown)))
  expect_match(as.character(survey$RecipientEmail)[1], "@example.org", fixed = TRUE)
  expect_identical(as.double(survey$LocationLatitude)[1], 50.9097)
  expect_identical(format(survey[3:4, ]$IPAddress), c("<hidden>", "<hidden>"))
  expect_identical(summary(survey$RecipientLastName), c(Hidden = 0L, Missing = 14L))
  expect_false(any(grepl("192[.]0", utils::capture.output(utils::str(survey), summary(survey)))))
  dropped <- read_survey(path, identifying = "drop")
  expect_identical(names(dropped), setdiff(names(survey), hidden))
  dictionary <- read_survey(platform_file("redcap", "redcap.csv"),
                            key = platform_file("redcap", "dictionary.csv"))
  expect_identical(identifying_columns(dictionary), c("redcap_survey_identifier", "remark"))
})

test_that("an SPSS file that a platform wrote has them masked too", {
  skip_if_not_installed("haven")
  path <- tempfile(fileext = ".sav")
  haven::write_sav(data.frame(StartDate = "a", EndDate = "b", IPAddress = "192.0.2.1",
                              ResponseId = "R_1", Q1 = 2), path)
  survey <- read_survey(path)
  expect_identical(identifying_columns(survey), "IPAddress")
  expect_identical(attr(survey, "survey")[c("platform", "respondent")],
                   list(platform = "qualtrics", respondent = "ResponseId"))
  expect_named(read_survey(path, identifying = "drop"), c("StartDate", "EndDate", "ResponseId", "Q1"))
})

test_that("a table of one's own with a time stamp keeps its names", {
  own <- text_file("code,Timestamp,GSE1", "A,2024-01-02 10:00:00,1")
  expect_named(read_survey(own), c("code", "Timestamp", "GSE1"))
  expect_null(attr(read_survey(own), "survey")$platform)
  expect_named(read_survey(text_file("Timestamp,GSE1,b3", "2024-01-02 10:00:00,1,2")),
               c("timestamp", "GSE1", "b3"))
})

test_that("a study drops identifying columns, but not its id", {
  path <- text_file(
    "Timestamp,Email Address,q1,q2", "2024/01/02 10:00:00,a@example.org,1,2",
    "2024/01/02 11:00:00,b@example.org,3,2"
  )
  described <- function(...) study(
    waves = c(pre = basename(path)), id = "email_address", dir = dirname(path),
    scales = list(s = list(items = "q1:q2")), ...
  )
  expect_named(read_cohort(described())$surveys$pre, c("timestamp", "email_address", "q1", "q2"))
  cohort <- read_cohort(described(identifying = "drop"))
  expect_named(cohort$surveys$pre, c("timestamp", "email_address", "q1", "q2"))
  jisc <- text_file("URN,Q1,IP address,CompletionDate", "1-2-3,A,192.0.2.1,01/02/2024 10:00")
  dropped <- read_cohort(study(waves = c(pre = basename(jisc)), id = "Q1", dir = dirname(jisc),
                               identifying = "drop"))
  expect_named(dropped$surveys$pre, c("URN", "Q1", "CompletionDate"))
})

test_that("Qualtrics: two rows of heading, HTML, -99, several answers in one cell", {
  two <- text_file(
    "V1,V8,V9,V10,Q1,Q2,Q3", "ResponseID,StartDate,EndDate,Finished,<b>Sex</b>&nbsp;?,Which?,Why",
    "R_1,2013-05-01 10:00:00,2013-05-01 10:05:00,1,-99,\"1,3\",\"a, b\"",
    "R_2,2013-05-01 11:00:00,2013-05-01 11:05:00,1,2,1,-99"
  )
  survey <- read_survey(two)
  expect_identical(attr(survey, "survey")$platform, "qualtrics")
  expect_identical(nrow(survey), 2L)
  expect_identical(attr(survey$Q1, "label"), "Sex ?")
  expect_identical(is_missing_answer(survey$Q1), c(TRUE, FALSE))
  expect_identical(attr(survey$Q1, "labels"), c("Seen but not answered" = -99))
  expect_identical(bare_values(read_survey(two, user_na = FALSE)$Q1), c(NA, 2))
  expect_identical(as.logical(survey$Q2_1), c(TRUE, TRUE))
  expect_identical(as.logical(survey$Q2_3), c(TRUE, FALSE))
  expect_identical(attr(survey, "survey")$mr_sets[[1]]$variables, c("Q2_1", "Q2_3"))
  expect_named(read_survey(two, columns = c("Q2", "V1")), c("Q2_1", "Q2_3", "V1"))
  expect_identical(nrow(read_survey(two, n_max = 0)), 0L)
  expect_identical(as.character(read_survey(two, skip = 1, n_max = 1)$V1), "R_2")
})

test_that("Qualtrics: previews are counted, an export of texts is one of options", {
  path <- text_file(
    "StartDate,EndDate,Status,ResponseId,Q5_1,Q5_2,Q5_2_TEXT",
    "Start Date,End Date,Response Type,Response ID,Which? - Selected Choice - Tea,Which? - Selected Choice - Other:,Which? - Other: - Text",
    "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID5\"\",\"\"choiceId\"\":\"\"1\"\"}\",\"{\"\"ImportId\"\":\"\"QID5\"\",\"\"choiceId\"\":\"\"2\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_2_TEXT\"\"}\"",
    "2024-01-02 10:00:00,2024-01-02 10:05:00,Survey Preview,R_1,Tea,,",
    "2024-01-02 11:00:00,2024-01-02 11:05:00,IP Address,R_2,Tea,Other:,Mate"
  )
  survey <- read_survey(path)
  expect_identical(as.logical(survey$Q5_2), c(FALSE, TRUE))
  expect_identical(as.character(survey$Q5_2_TEXT), c(NA, "Mate"))
  expect_match(attr(survey, "survey")$notes, "Status: 1 record is a survey preview", all = FALSE)
})

test_that("Qualtrics: options in one cell as texts are split, or reported", {
  rows <- c("Talks,Groups", "Talks", "Groups,Food", "Food", "Talks", "Food")
  export <- function(rows) text_file(
    "StartDate,EndDate,ResponseId,Q2,Q3", "Start Date,End Date,Response ID,Which?,Say",
    sprintf("2024-01-02 10:00:00,2024-01-02 10:0%d:00,R_%d,\"%s\",\"Well, I came %d times\"", 1:6,
            1:6, rows, 1:6)
  )
  survey <- read_survey(export(rows))
  expect_identical(as.logical(survey$Q2_talks), grepl("Talks", rows))
  expect_type(survey$Q3, "character")
  # A comma with a blank behind it is the option's own.
  bound <- c("Talks, short,Groups", "Groups", "Talks, short", "Groups,Food", "Talks, short", "Food")
  survey <- read_survey(export(bound))
  expect_identical(as.logical(survey$Q2_talks_short), grepl("Talks", bound))
  expect_identical(as.logical(survey$Q2_groups), grepl("Groups", bound))
  bound <- sub(", ", ",", bound)
  expect_warning(survey <- read_survey(export(bound)), class = "pairwave_warning_choices")
  expect_identical(as.character(survey$Q2), bound)
})

test_that("Qualtrics: questions of one name are two, and their text ends before the choice", {
  import <- function(id, choice) paste0("\"{\"\"ImportId\"\":\"\"", id, "\"\",\"\"choiceId\"\":\"\"", choice, "\"\"}\"")
  path <- text_file(
    "StartDate,EndDate,ResponseId,Q2_1,Q2_2,Q2_1,Q2_2,Q3",
    "Start Date,End Date,Response ID,What? - Tea,What? - Milk,Whom? - Ann,Whom? - Bob,Why? - Selected Choice",
    paste(c(import("startDate", 0), import("endDate", 0), import("_recordId", 0), import("QID2", 1), import("QID2", 2),
            import("QID8", 1), import("QID8", 2), import("QID3", 1)), collapse = ","),
    "2024-01-02 10:00:00,2024-01-02 10:05:00,R_1,1,,,,x", "2024-01-02 11:00:00,2024-01-02 11:05:00,R_2,,1,1,,y"
  )
  survey <- suppressWarnings(read_survey(path), classes = "pairwave_warning_names")
  sets <- attr(survey, "survey")$mr_sets
  expect_identical(lapply(sets, `[[`, "label"), list("What?", "Whom?"))
  expect_identical(as.logical(survey$Q2_1), c(TRUE, FALSE))
  expect_identical(as.logical(survey$Q2_1_2), c(NA, TRUE))
  expect_identical(attr(survey$Q3, "label"), "Why?")
})

test_that("Google Forms: a comma within brackets is the option's own", {
  rows <- c("Talks (short, good), Groups", "Groups", "Talks (short, good)", "Groups")
  survey <- read_survey(text_file("Timestamp,What helped you?", sprintf("2024/01/02 9:0%d:00,\"%s\"", 1:4, rows)))
  expect_identical(as.logical(survey$what_helped_you_talks_short_good), grepl("Talks", rows))
  expect_identical(as.logical(survey$what_helped_you_groups), grepl("Groups", rows))
})

test_that("LimeSurvey: the same answers under headings of codes, texts or both", {
  both <- read_survey(platform_file("limesurvey", "post.csv"))
  codes <- read_survey(platform_file("limesurvey", "post-codes.csv"))
  texts <- read_survey(platform_file("limesurvey", "post-texts.csv"))
  expect_identical(names(codes), names(both))
  expect_identical(helped_options(both), helped_options(texts))
  expect_identical(unname(lapply(codes[paste0("G2Q5_SQ00", 1:4)], as.logical)),
                   helped_options(both))
  expect_identical(as.character(both$G1Q2_SQ001),
                   as.character(texts$how_true_are_these_of_you_1))
  expect_identical(as.character(codes$G1Q2_SQ001),
                   c("Not at all true" = "A1", "Hardly true" = "A2", "Moderately true" = "A3",
                     "Exactly true" = "A4")[as.character(both$G1Q2_SQ001)] |> unname())
  expect_identical(as.character(both$G2Q5_other)[2], "A walk")
  expect_identical(nrow(both), 14L)
})

test_that("LimeSurvey: what was never submitted is counted, and no date is no date", {
  path <- text_file("\"id\",\"submitdate\",\"lastpage\",\"Q1\"", "\"1\",\"1980-01-01 00:00:00\",\"3\",\"A1\"",
                    "\"2\",\"\",\"1\",\"\"")
  survey <- read_survey(path)
  expect_identical(is.na(survey$submitdate), c(TRUE, TRUE))
  expect_match(attr(survey, "survey")$notes, "submitdate: 1 response was never submitted", all = FALSE)
})

test_that("Microsoft Forms: line ends in headings, anonymous e-mail, quiz columns", {
  path <- text_file(
    "Id,Heure de d\u00e9but,Heure de fin,Adresse de messagerie,Nom,Total points,Grade posted time,\"Which of\nthese?\",\"Points - Which of\nthese?\",\"Feedback - Which of\nthese?\"",
    "1,31/10/2018 9:00:00,31/10/2018 9:05:00,anonymous,,2,01/11/2018 8:00:00,Talks;Groups; small;,1,",
    "2,31/10/2018 9:00:00,31/10/2018 9:25:00,anonymous,,2,,Talks;,1,Well done; go on"
  )
  survey <- read_survey(path)
  expect_true(all(is.na(survey$adresse_de_messagerie)))
  expect_named(survey, c("id", "heure_de_d\u00e9but", "heure_de_fin", "adresse_de_messagerie", "nom", "total_points", "grade_posted_time",
                         "which_of_these_talks", "which_of_these_groups",
                         "which_of_these_small", "points_which_of_these",
                         "feedback_which_of_these"))
  expect_identical(as.numeric(survey$heure_de_fin),
                   as.numeric(as.POSIXct("2018-10-31 09:05", tz = "UTC") + c(0, 1200)))
  expect_identical(as.numeric(survey$grade_posted_time), as.numeric(as.POSIXct(c("2018-11-01 08:00", NA), tz = "UTC")))
})

test_that("Microsoft Forms: a ranking is none of several answers", {
  path <- text_file(
    "ID,Start time,Completion time,Email,Name,Rank these",
    "1,31/10/2018 9:00:00,31/10/2018 9:05:00,anonymous,,Talks;Groups;Food;",
    "2,31/10/2018 9:00:00,31/10/2018 9:25:00,anonymous,,Food;Talks;Groups;"
  )
  survey <- read_survey(path)
  expect_identical(as.character(survey$rank_these)[2], "Food;Talks;Groups;")
  expect_match(attr(survey, "survey")$notes, "rank_these: .* ranking", all = FALSE)
})

test_that("Google Forms: an option that may hold a comma is reported, and told", {
  rows <- c("Talks, short ones, Groups", "Groups", "Talks, short ones", "Groups",
            "Talks, short ones", "Groups, Food", "Food", "Groups, Food")
  path <- text_file("Timestamp,What helped you? ,Year",
                    sprintf("2024/01/02 9:0%d:00 am GMT+1,\"%s\",\"Three, of five\"", 1:8, rows))
  expect_snapshot(survey <- read_survey(path),
                  transform = function(x) gsub(dirname(path), "<dir>", x, fixed = TRUE))
  expect_identical(as.character(survey$what_helped_you), rows)
  expect_identical(as.character(survey$year), rep("Three, of five", 8))
  told <- read_survey(path, choices = list(
    what_helped_you = c("Talks, short ones", "Groups", "Food")
  ))
  expect_identical(as.logical(told$what_helped_you_talks_short_ones),
                   grepl("Talks, short ones", rows))
  expect_identical(as.logical(told$what_helped_you_food), grepl("Food", rows))
  expect_silent(single <- read_survey(path, choices = list(what_helped_you = character())))
  expect_identical(as.character(single$what_helped_you), rows)
  expect_identical(format(survey$timestamp[1], "%H:%M"), "09:01")
  download <- text_file("Timestamp,Which?", "2024/01/02 9:01:00 PM GMT+1,Talks;Groups",
                        "2024/01/02 9:02:00 PM GMT+1,Talks", "2024/01/02 9:02:00 PM GMT+1,Groups")
  survey <- read_survey(download, delim = ",")
  expect_identical(as.logical(survey$which_groups), c(TRUE, FALSE, TRUE))
  expect_identical(format(survey$timestamp[1], "%H:%M"), "21:01")
})

test_that("times in which day and month can't be told apart stay text", {
  path <- text_file("Timestamp,a", "02/03/2024 10:00:00,1", "04/05/2024 11:00:00,2")
  survey <- read_survey(path)
  expect_type(survey$timestamp, "character")
  expect_match(attr(survey, "survey")$notes, "day or the month comes first", all = FALSE)
  expect_null(clock_time("31/31/2024", "dmy"))
  expect_null(clock_time("30/02/2024", "dmy"))
  expect_null(clock_time(c("01/02/2024", "soon"), "dmy"))
  expect_null(clock_time("01/02/2024 25:00", "dmy"))
  expect_identical(clock_time(c("1/2/24 12:30 AM", NA), "mdy"),
                   as.POSIXct(c("2024-01-02 00:30", NA), tz = "UTC"))
})

test_that("SurveyMonkey: options by number, and a text of one's own", {
  path <- text_file(
    "Respondent ID,Collector ID,Start Date,End Date,Which?,,,Sex",
    ",,,,Tea,Coffee,Other (please specify),Response",
    "11888888881,1,10/31/2018 09:05:33 AM,10/31/2018 09:06:33 AM,1,2,,1",
    "11888888882,1,10/31/2018 09:05:33 AM,10/31/2018 09:06:33 AM,,2,,2",
    "11888888883,1,10/31/2018 09:05:33 AM,10/31/2018 09:06:33 AM,,,Mate,2",
    "11888888884,1,10/31/2018 09:05:33 AM,10/31/2018 09:06:33 AM,,,,2"
  )
  survey <- read_survey(path)
  expect_identical(as.character(survey$respondent_id)[1], "11888888881")
  expect_identical(as.logical(survey$which_1), c(TRUE, FALSE, FALSE, NA))
  expect_identical(as.logical(survey$which_2), c(TRUE, TRUE, FALSE, NA))
  expect_identical(as.character(survey$which_3), c(NA, NA, "Mate", NA))
  expect_identical(attr(survey, "survey")$mr_sets[[1]]$variables,
                   c("which_1", "which_2"))
  expect_identical(as.double(survey$sex), c(1, 2, 2, 2))
})

test_that("messages read well", {
  path <- text_file("Timestamp,Which?", "2024/01/02 9:01:00,\"A, B\"", "2024/01/02 9:01:00,A")
  tidy <- function(x) gsub(dirname(path), "<dir>", x, fixed = TRUE)
  expect_snapshot(error = TRUE, transform = tidy, {
    read_survey(path, platform = "gogle")
    read_survey(path, platform = 3)
    read_survey(path, choices = c("A", "B"))
    read_survey(path, choices = list(wich = c("A", "B")))
    read_survey(path, choices = list(which = c("A", "C")))
    read_survey(path, key = file.path(dirname(path), "key.csv"))
    read_survey(path, key = path, columns = "nothing")
    read_survey(path, identifying = "show")
  })
  one <- text_file("only", name = "one.csv")
  expect_error(read_survey(path, key = one), class = "pairwave_error_key")
  expect_snapshot(read_survey(path, key = one), error = TRUE)
})

test_that("platforms are found in other languages, with their ticks and times", {
  of <- function(...) {
    survey <- read_survey(text_file(...))
    list(platform = attr(survey, "survey")$platform, survey = survey)
  }
  stamps <- c(de = "Zeitstempel", fr = "Horodateur", es = "Marca temporal", nl = "Tijdstempel", cy = "Stamp amser")
  for (stamp in stamps) {
    found <- of(paste0(stamp, ",Q"), "13.06.2025 09:15:24,3")
    expect_identical(found$platform, "google", info = stamp)
    expect_s3_class(found$survey[[1]], "POSIXct")
  }
  expect_null(of("zeitstempel,Q", "13.06.2025 09:15:24,3")$platform)
  limesurvey <- list(
    de = c("Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Ja"),
    fr = c("ID de la r\u00e9ponse", "Date de soumission", "Derni\u00e8re page", "Oui"),
    es = c("ID de respuesta", "Fecha de env\u00edo", "\u00daltima p\u00e1gina", "S\u00ed"),
    nl = c("Antwoord-ID", "Datum verzonden", "Laatste pagina", "Ja"),
    cy = c("ID yr ymateb", "Dyddiad cyflwyno", "Tudalen olaf", "Ie")
  )
  for (words in limesurvey) {
    found <- of(sprintf("\"%s\";\"%s\";\"%s\";\"Was? [Tee]\";\"Was? [Brot]\"", words[1], words[2], words[3]),
                sprintf("\"1\";\"2024-01-02 10:00:00\";\"2\";\"%s\";\"\"", words[4]),
                sprintf("\"2\";\"\";\"1\";\"%s\";\"%s\"", words[4], words[4]))
    expect_identical(found$platform, "limesurvey", info = words[1])
    expect_identical(as.logical(found$survey$was_2), c(FALSE, TRUE))
    expect_match(attr(found$survey, "survey")$notes, "1 response was never submitted", all = FALSE)
  }
  forms <- list(
    de = c("ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "anonym"),
    fr = c("ID", "Heure de d\u00e9but", "Heure de fin", "Adresse de messagerie", "Nom", "anonyme"),
    es = c("Id.", "Hora de inicio", "Hora de finalizaci\u00f3n", "Correo electr\u00f3nico", "Nombre", "an\u00f3nimo"),
    nl = c("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "anoniem"),
    cy = c("ID", "Amser dechrau", "Amser cwblhau", "E-bost", "Enw", "dienw")
  )
  for (words in forms) {
    found <- of(paste(c(words[1:5], "Q"), collapse = ","),
                paste0("1,31/10/2018 9:00:00,31/10/2018 9:05:00,", words[6], ",,A;B;"))
    expect_identical(found$platform, "microsoft", info = words[2])
    expect_identical(unname(vapply(found$survey[1:5], function(x) class(x)[1], "")),
                     c("character", "POSIXct", "POSIXct", "pairwave_identifying", "pairwave_identifying"))
    expect_true(is.na(found$survey[[4]]))
    expect_named(found$survey[6:7], c("q_a", "q_b"))
  }
  monkey <- list(
    de = c("Befragten-ID", "Collector-ID", "Startdatum", "Enddatum", "Offene Beantwortung"),
    fr = c("ID du r\u00e9pondant", "ID du collecteur", "Date de d\u00e9but", "Date de fin", "R\u00e9ponse"),
    es = c("ID del encuestado", "ID del recopilador", "Fecha de inicio", "Fecha de finalizaci\u00f3n", "Respuesta"),
    nl = c("Respondent-ID", "Collector-ID", "Begindatum", "Einddatum", "Antwoord"),
    cy = c("ID ymatebydd", "ID casglwr", "Dyddiad dechrau", "Dyddiad gorffen", "Ymateb")
  )
  for (words in monkey) {
    found <- of(paste(c(words[1:4], "Sex"), collapse = ","), paste0(",,,,", words[5]),
                "118,4,31/10/2018 9:00:00,31/10/2018 9:05:00,f")
    expect_identical(found$platform, "surveymonkey", info = words[1])
    expect_identical(dim(found$survey), c(1L, 5L))
    expect_identical(attr(found$survey$sex, "label"), "Sex")
    expect_s3_class(found$survey[[3]], "POSIXct")
  }
  redcap <- of("Record ID,Ereignisname,Was half? (Auswahl=Tee),Was half? (Auswahl=Brot),Vollst\u00e4ndig?",
               "1,Beginn,Angekreuzt,Nicht angekreuzt,2")
  expect_identical(redcap$platform, "redcap")
  expect_identical(as.logical(redcap$survey$was_half_2), FALSE)
})
