# One simulated survey, asked three times, and the forms in which platforms export it. A
# form is a function of the survey that gives, for each wave, the rows of its heading and
# the columns of its cells as texts, and says how a study names its columns. Nobody's
# answers are in it; the layouts follow what the platforms' manuals say.

agreement <- c("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
sexes <- c("Female", "Male", "Prefer not to say")
helped <- c("Talks", "Small groups, of four", "The food")
form_questions <- c(
  code = "Your code: first letters, day of birth?", feel = "How far do you agree?",
  sex = "What is your sex?", year = "Which year are you in?", helped = "What helped you most, if anything?",
  remark = "Anything else?"
)
form_items <- c("I belong here", "I know whom to ask", "I would come again, gladly")

# Who answered what. Every answer of each list is given in each wave.
simulated_survey <- function(n = 14, seed = 1) {
  withr::local_seed(seed)
  code <- sprintf("%s%s%02d", sample(LETTERS[1:8], n, TRUE), sample(LETTERS[9:20], n, TRUE), sample(10:99, n))
  sex <- sample(c(1, 2, 3, sample(1:2, n - 3, TRUE)))
  year <- sample(1:4, n, TRUE)
  waves <- lapply(c(pre = 0, post = 65, later = 250), function(day) {
    who <- if (day == 0) sample(n) else sample(n, n - 3)
    k <- length(who)
    items <- lapply(1:3, function(i) {
      x <- sample(c(1:5, sample(1:5, k - 5, TRUE)))
      x[sample(k, 1)] <- if (day == 0) NA else x[1]
      x
    })
    ticks <- matrix(stats::runif(3 * k) < 0.5, k)
    ticks[1:5, ] <- rbind(c(TRUE, FALSE, FALSE), c(FALSE, TRUE, FALSE), c(FALSE, FALSE, TRUE), c(TRUE, TRUE, FALSE), NA)
    ticks[rowSums(ticks) %in% 0, 1] <- TRUE
    remark <- rep(NA_character_, k)
    remark[c(2, 4, 6)] <- c("More time, please; \"talk\" is fine.", "Caf\u00e9 chats,\nand the walk.", "Thanks")
    list(code = code[who], items = items, sex = sex[who], year = year[who], ticks = ticks, remark = remark,
         time = as.POSIXct("2023-10-13 09:00:00", tz = "UTC") + day * 86400 + sort(sample(3e5, k)))
  })
  waves
}

blank_na <- function(x) ifelse(is.na(x), "", as.character(x))
text_of <- function(x, texts) blank_na(texts[x])
asked_columns <- function(wave, answer, sex, year) c(lapply(wave$items, answer), list(sex(wave$sex), year(wave$year)))
year_text <- function(x) paste("Year", x)
ticked <- function(wave, k, chosen, not = "") {
  x <- wave$ticks[, k]
  ifelse(x %in% TRUE, chosen, not)
}
in_one_cell <- function(wave, options, between, end = "") {
  apply(wave$ticks, 1, function(row) {
    if (!any(row %in% TRUE)) "" else paste0(paste(options[row %in% TRUE], collapse = between), end)
  })
}
clock <- function(x, form) format(x, form, tz = "UTC")
# Hours and months without a zero before them, as Microsoft writes them.
short_clock <- function(x) gsub("(^|/| )0", "\\1", clock(x, "%m/%d/%Y %H:%M:%S"))
import_id <- function(id, choice = NULL) {
  paste0("{\"ImportId\":\"", id, "\"", if (!is.null(choice)) paste0(",\"choiceId\":\"", choice, "\""), "}")
}

# What a form says of the study: the names of the columns, the answers to the items as
# they are listed, and what a wave is read with.
form_study <- function(code, items, sex, year, ticks, remark, time, answers = agreement,
                       declined = sexes[3], wave = list()) {
  list(columns = list(code = code, items = items, sex = sex, year = year, ticks = ticks, remark = remark,
                      time = time), answers = answers, declined = declined, wave = wave)
}

text_names <- function(items, ticks, time, ...) {
  form_study("your_code_first_letters_day_of", items, "what_is_your_sex", "which_year_are_you_in", ticks,
             "anything_else", time, ...)
}

platform_forms <- list(
  # Codes; the key has another time in its name, and comes in two languages.
  `jisc, coded` = list(
    study = form_study("Q1", paste0("Q2_", 1:3, "_a"), "Q3", "Q4", paste0("Q5_", 1:3), "Q6", "CompletionDate"),
    name = function(wave) sprintf("results-for-%s-2024-05-13-1200.csv", wave), minutes = TRUE, sav = list(),
    heads = list(c("URN", "Q1", paste0("Q2_", 1:3, "_a"), "Q3", "Q4", paste0("Q5_", 1:3), "Q6", "CompletionDate")),
    cells = function(wave) c(
      list(sprintf("638954-638945-%d", 65461629 + 7 * seq_along(wave$code)), wave$code),
      asked_columns(wave, blank_na, blank_na, blank_na), lapply(1:3, ticked, wave = wave, chosen = "1", not = "0"),
      list(blank_na(wave$remark), clock(wave$time, "%d/%m/%Y %H:%M"))
    ),
    beside = function(wave) {
      key <- function(texts, sexes) list(
        c("URN", "Q1", paste0("Q2_", 1:3, "_a")[1], 1:5, "Q2_2_a", 1:5, "Q2_3_a", 1:5, "Q3", 1:3, "Q4", 1:4, "Q5", 1:3, "Q6", "CompletionDate"),
        c("Unique Response Number", form_questions["code"], form_items[1], texts, form_items[2], texts, form_items[3], texts,
          form_questions["sex"], sexes, form_questions["year"], year_text(1:4), form_questions["helped"], helped,
          form_questions["remark"], "Completion date")
      )
      stats::setNames(list(key(agreement, sexes), key(paste("fr", 1:5), paste("fr", 1:3))),
                      sprintf("results-for-%s-2024-05-13-%s.csv", wave, c("1202-key.en", "1203-key.fr")))
    }
  ),
  # Texts, with the key of codes of the same name.
  `jisc, texts` = list(
    study = form_study("Q1", paste0("Q2_", 1:3, "_a"), "Q3", "Q4", paste0("Q5_", 1:3), "Q6", "CompletionDate"),
    minutes = TRUE,
    heads = list(c("URN", "Q1", paste0("Q2_", 1:3, "_a"), "Q3", "Q4", paste0("Q5_", 1:3), "Q6", "CompletionDate")),
    cells = function(wave) c(
      list(sprintf("638954-638945-%d", 65461629 + 7 * seq_along(wave$code)), wave$code),
      asked_columns(wave, function(x) text_of(x, agreement), function(x) text_of(x, sexes), year_text),
      lapply(1:3, ticked, wave = wave, chosen = "1", not = "0"),
      list(blank_na(wave$remark), clock(wave$time, "%d/%m/%Y %H:%M"))
    ),
    beside = function(wave) stats::setNames(list(list(
      c("URN", "Q2_1_a", 1:5, "Q2_2_a", 1:5, "Q2_3_a", 1:5, "Q3", 1:3, "Q4", 1:4, "Q5", 1:3),
      c("Unique Response Number", form_items[1], agreement, form_items[2], agreement, form_items[3], agreement,
        form_questions["sex"], sexes, form_questions["year"], year_text(1:4), form_questions["helped"], helped)
    )), paste0(wave, "-key.csv"))
  ),
  # A title above, texts, the old clock.
  `surveymonkey, 2018` = list(
    study = text_names(paste0("how_far_do_you_agree_", 1:3), paste0("what_helped_you_most_if_anything_", 1:3), "enddate",
                       wave = list(header = 2L)),
    title = "Bridge week",
    sav = list(code = "q0001", items = paste0("q0002_000", 1:3), sex = "q0003", year = "q0004", ticks = paste0("q0005_000", 1:3),
               remark = "q0006", time = "enddate"),
    heads = list(
      c("RespondentID", "CollectorID", "StartDate", "EndDate", "IP Address", "Email Address", "First Name", "LastName", "Custom Data",
        form_questions[c("code", "feel")], "", "", form_questions[c("sex", "year", "helped")], "", "", form_questions["remark"]),
      c(rep("", 9), "Open-Ended Response", form_items, "Response", "Response", helped, "Open-Ended Response")
    ),
    cells = function(wave) surveymonkey_cells(wave, clock(wave$time, "%m/%d/%Y %I:%M:%S %p"), agreement, sexes, helped)
  ),
  # Short names of its own columns, the clock as Excel's number of days, questions
  # filled down, answers as texts.
  `surveymonkey, 2024` = list(
    study = text_names(paste0("how_far_do_you_agree_", 1:3), paste0("what_helped_you_most_if_anything_", 1:3), "date_modified"),
    heads = list(
      c("respondent_id", "collector_id", "date_created", "date_modified", "ip_address", "email_address", "first_name", "last_name",
        "custom_1", form_questions["code"], rep(form_questions["feel"], 3), form_questions[c("sex", "year")],
        rep(form_questions["helped"], 3), form_questions["remark"]),
      c(rep("", 9), "Open-Ended Response", form_items, "Response", "Response2", helped, "Open-Ended Response")
    ),
    cells = function(wave) surveymonkey_cells(
      wave, sprintf("%.8f", as.numeric(wave$time) / 86400 + 25569), agreement, sexes, helped
    )
  ),
  `microsoft, quiz` = list(
    study = text_names(c("i_belong_here", "i_know_whom_to_ask", "i_would_come_again_gladly"),
                       paste0("what_helped_you_most_if_anything_", c("talks", "small_groups_of_four", "the_food")), "completion_time"),
    name = function(wave) paste0(wave, "(1-14).csv"),
    heads = list(c("ID", "Start time", "Completion time", "Email", "Name", "Total points", "Quiz feedback",
                   sub("code: ", "code:\n", form_questions["code"]), "Points - Your code", "Feedback - Your code", form_items,
                   form_questions[c("sex", "year", "helped", "remark")], "Last modified time")),
    stamps = c("Start time", "Completion time"),
    cells = function(wave) {
      n <- length(wave$code)
      c(list(as.character(seq_len(n)), short_clock(wave$time - 300), short_clock(wave$time), rep("anonymous", n), rep("", n),
             rep("0", n), rep("", n), wave$code, rep("0", n), rep("", n)),
        asked_columns(wave, function(x) text_of(x, agreement), function(x) text_of(x, sexes), year_text),
        list(in_one_cell(wave, helped, ";", ";"), blank_na(wave$remark), rep("", n)))
    }
  ),
  # A grid, options with commas, a zone by letters.
  google = list(
    study = text_names(paste0("how_far_do_you_agree_", 1:3),
                       paste0("what_helped_you_most_if_anything_", c("talks", "small_groups_of_four", "the_food")), "timestamp",
                       wave = list(choices = list(what_helped_you_most_if_anything = helped))),
    heads = list(c("Timestamp", "Email Address", form_questions["code"], paste0(form_questions["feel"], " [", form_items, "]"),
                   form_questions[c("sex", "year", "helped", "remark")])),
    cells = function(wave) c(
      list(clock(wave$time, "%Y/%m/%d %I:%M:%S %p CET"), sprintf("p%d@example.org", seq_along(wave$code)), wave$code),
      asked_columns(wave, function(x) text_of(x, agreement), function(x) text_of(x, sexes), year_text),
      list(in_one_cell(wave, helped, ", "), blank_na(wave$remark))
    )
  ),
  # The points of a scale with their number, as in a linear scale with worded ends.
  `google, numbers in texts` = list(
    study = text_names(paste0("how_far_do_you_agree_", 1:3),
                       paste0("what_helped_you_most_if_anything_", c("talks", "small_groups_of_four", "the_food")), "zeitstempel",
                       answers = NULL, wave = list(choices = list(what_helped_you_most_if_anything = helped))),
    heads = list(c("Zeitstempel", form_questions["code"], paste0(form_questions["feel"], " [", form_items, "]"),
                   form_questions[c("sex", "year", "helped", "remark")])),
    cells = function(wave) c(
      list(clock(wave$time, "%d.%m.%Y %H:%M:%S"), wave$code),
      asked_columns(wave, function(x) text_of(x, c("1 (not at all)", "2", "3", "4", "5 (very much)")),
                    function(x) text_of(x, sexes), year_text),
      list(in_one_cell(wave, helped, ", "), blank_na(wave$remark))
    )
  ),
  # Codes, and the texts of the same responses in a file beside them.
  `limesurvey, codes and texts` = list(
    study = form_study("code", paste0("G1Q2_SQ00", 1:3), "G2Q3", "G2Q4", paste0("G2Q5_SQ00", 1:3), "G2Q6", "submitdate"),
    sav = list(), sep = ";", all_quoted = TRUE, bom = TRUE, key = function(wave) paste0(wave, "-texts.csv"),
    heads = list(c("id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr", "code", paste0("G1Q2[SQ00", 1:3, "]"), "G2Q3",
                   "G2Q4", paste0("G2Q5[SQ00", 1:3, "]"), "G2Q6")),
    cells = function(wave) limesurvey_cells(
      wave, function(x) ifelse(is.na(x), "", paste0("A", x)), function(x) c("F", "M", "-oth-")[x], function(x) paste0("A", x), "Y"
    ),
    beside = function(wave, survey) stats::setNames(list(c(
      list(c("Response ID", "Date submitted", "Last page", "Start language", "Seed", "IP address", form_questions["code"],
             paste0(form_questions["feel"], " [", form_items, "]"), form_questions[c("sex", "year")],
             paste0(form_questions["helped"], " [", helped, "]"), form_questions["remark"])),
      list(limesurvey_cells(survey, function(x) text_of(x, agreement), function(x) text_of(x, sexes), year_text, "Yes"))
    )), paste0(wave, "-texts.csv"))
  ),
  `limesurvey, both` = list(
    study = form_study("code", paste0("G1Q2_SQ00", 1:3), "G2Q3", "G2Q4", paste0("G2Q5_SQ00", 1:3), "G2Q6", "submitdate"),
    sep = ",", all_quoted = TRUE, bom = TRUE,
    heads = list(c("id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language", "seed. Seed",
                   "ipaddr. IP address", paste0("code. ", form_questions["code"]),
                   paste0("G1Q2[SQ00", 1:3, "]. ", form_questions["feel"], " [", form_items, "]"),
                   paste0("G2Q3. ", form_questions["sex"]), paste0("G2Q4. ", form_questions["year"]),
                   paste0("G2Q5[SQ00", 1:3, "]. ", form_questions["helped"], " [", helped, "]"), paste0("G2Q6. ", form_questions["remark"]))),
    cells = function(wave) limesurvey_cells(wave, function(x) text_of(x, agreement), function(x) text_of(x, sexes), year_text, "Yes")
  ),
  # Choice texts, several answers in one cell.
  `qualtrics, texts` = list(
    study = form_study("Q1", paste0("Q2_", 1:3), "Q3", "Q4", paste0("Q5_", c("talks", "small_groups_of_four", "the_food")), "Q6", "EndDate"),
    heads = list(
      c("StartDate", "EndDate", "Status", "Finished", "ResponseId", "Q1", paste0("Q2_", 1:3), "Q3", "Q4", "Q5", "Q6"),
      c("Start Date", "End Date", "Response Type", "Finished", "Response ID", form_questions["code"],
        paste0(form_questions["feel"], " - ", form_items), form_questions[c("sex", "year")],
        paste(form_questions["helped"], "- Selected Choice"), form_questions["remark"]),
      import_id(c("startDate", "endDate", "status", "finished", "_recordId", "QID1_TEXT", paste0("QID2_", 1:3), "QID3", "QID4", "QID5", "QID6_TEXT"))
    ),
    cells = function(wave) c(
      qualtrics_own(wave, "IP Address", "True"),
      asked_columns(wave, function(x) text_of(x, agreement), function(x) text_of(x, sexes), year_text),
      list(in_one_cell(wave, helped, ","), blank_na(wave$remark))
    )
  ),
  # Numeric values with a syntax file, questions in two languages, and an identifier of
  # questions that stands twice.
  `qualtrics, numbers` = list(
    study = form_study("Q1", paste0("Q2_", 1:3), "Q3", "Q4", paste0("Q5_", 1:3), "Q6", "EndDate", declined = "9"), sav = list(),
    heads = list(
      c("StartDate", "EndDate", "Status", "Finished", "ResponseId", "Q1", paste0("Q2_", 1:3), "Q3", "Q4", paste0("Q5_", 1:3),
        "Q6", paste0("Q5_", 1:2)),
      c("Start Date", "End Date", "Response Type", "Finished", "Response ID", form_questions["code"],
        paste0(form_questions["feel"], " - ", form_items), form_questions[c("sex", "year")],
        paste(form_questions["helped"], "-", helped), form_questions["remark"], paste("With whom? -", c("Ann", "Bob"))),
      c("Startdatum", "Enddatum", "Antworttyp", "Beendet", "Antwort-ID", rep("Auf Deutsch?", 12)),
      c(import_id(c("startDate", "endDate", "status", "finished", "_recordId", "QID1_TEXT", paste0("QID2_", 1:3), "QID3", "QID4")),
        vapply(1:3, function(k) import_id("QID5", k), ""), import_id("QID6_TEXT"), vapply(1:2, function(k) import_id("QID9", k), ""))
    ),
    cells = function(wave) c(
      qualtrics_own(wave, "0", "1"),
      asked_columns(wave, function(x) ifelse(is.na(x), "-99", x), function(x) as.character(c(1, 2, 9)[x]), as.character),
      lapply(1:3, ticked, wave = wave, chosen = "1"),
      list(blank_na(wave$remark), rep(c("1", ""), length.out = length(wave$code)), rep("1", length(wave$code)))
    ),
    beside = function(wave) stats::setNames(list(c(
      "VALUE LABELS Q2_1 Q2_2 Q2_3", paste0("  ", 1:5, " '", agreement, "'"), ".",
      "VALUE LABELS Q3 1 'Female' 2 'Male' 9 'Prefer not to say'", "  /Q4 1 'Year 1' 2 'Year 2' 3 'Year 3' 4 'Year 4'."
    )), paste0(wave, ".sps"))
  ),
  # Every wave in one file: lines that end as on an old Mac, arms, an instrument that
  # repeats, and a dictionary.
  `redcap, raw` = list(
    study = form_study("code", paste0("feel_", 1:3), "sex", "year", paste0("helped___", 1:3), "remark", "workshop_timestamp", declined = "9"),
    sav = list(), together = "redcap.csv", key = function(wave) "dictionary.csv", end = "\r",
    where = function(wave) list(redcap_event_name = paste0(wave, "_arm_1"), redcap_repeat_instrument = ""),
    heads = list(c("record_id", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "workshop_timestamp", "code",
                   paste0("feel_", 1:3), "sex", "year", paste0("helped___", 1:3), "remark", "workshop_complete", "visit", "visit_complete")),
    cells = function(wave, name) redcap_cells(
      wave, paste0(name, "_arm_1"), "visit", blank_na, function(x) as.character(c(1, 2, 9)[x]), as.character, c("1", "0"), "2"
    ),
    beside = function(wave) list(dictionary.csv = list(
      c("Variable / Field Name", "record_id", "code", paste0("feel_", 1:3), "sex", "year", "helped", "remark", "visit"),
      c("Field Type", "text", "text", rep("radio", 5), "checkbox", "notes", "text"),
      c("Field Label", "Record ID", form_questions["code"], form_items, form_questions[c("sex", "year", "helped", "remark")], "Visit"),
      c("Choices, Calculations, OR Slider Labels", "", "", rep(paste(1:5, agreement, sep = ", ", collapse = " | "), 3),
        "1, Female | 2, Male | 9, Prefer not to say", paste(1:4, year_text(1:4), sep = ", ", collapse = " | "),
        paste(1:3, helped, sep = ", ", collapse = " | "), "", "")
    ))
  ),
  `redcap, labels` = list(
    study = form_study("your_code_first_letters_day_of", c("i_belong_here", "i_know_whom_to_ask", "i_would_come_again_gladly"),
                       "what_is_your_sex", "which_year_are_you_in", paste0("what_helped_you_most_if_anything_", 1:3), "anything_else",
                       "survey_timestamp"),
    together = "redcap.csv", end = "\r\n",
    where = function(wave) list(event_name = paste0(wave, " (Arm 1: Students)"), repeat_instrument = ""),
    heads = list(c("Record ID", "Event Name", "Repeat Instrument", "Repeat Instance", "Survey Timestamp", form_questions["code"], form_items,
                   form_questions[c("sex", "year")], paste0(form_questions["helped"], " (choice=", helped, ")"), form_questions["remark"],
                   "Complete?", "Visit", "Complete?")),
    cells = function(wave, name) redcap_cells(
      wave, paste0(name, " (Arm 1: Students)"), "Visit", function(x) text_of(x, agreement), function(x) text_of(x, sexes), year_text,
      c("Checked", "Unchecked"), "Complete"
    )
  ),
  # A platform that pairwave does not know, by a layout of the user's own.
  `a platform of one's own` = list(
    study = text_names(c("i_belong_here", "i_know_whom_to_ask", "i_would_come_again_gladly"),
                       paste0("what_helped_you_most_if_anything_", c("talks", "small_groups_of_four", "the_food")), "submitted_at",
                       wave = list(platform = "own.yml")),
    heads = list(c("Token", form_questions["code"], form_items, form_questions[c("sex", "year", "helped", "remark")], "Submitted At")),
    cells = function(wave) c(
      list(sprintf("t%x", as.integer(wave$time)), wave$code),
      asked_columns(wave, function(x) text_of(x, agreement), function(x) text_of(x, sexes), year_text),
      list(in_one_cell(wave, helped, " | "), blank_na(wave$remark), clock(wave$time, "%Y-%m-%d %H:%M:%S"))
    ),
    beside = function(wave) list(own.yml = c(
      "forms:", "  - {names: text, header: [Token, Submitted At]}", "text: [Token]", "respondent: [Token]",
      "completed: {column: [Submitted At], order: [ymd]}", "multiple: {separators: [{text: ' | '}], except: [Submitted At]}"
    ))
  )
)

surveymonkey_cells <- function(wave, time, answers, sexes, options) {
  n <- length(wave$code)
  c(list(sprintf("118%08d", 4e7 + seq_len(n) * 811), rep("4275508", n), time, time, sprintf("192.0.2.%d", seq_len(n))),
    rep(list(rep("", n)), 4), list(wave$code),
    asked_columns(wave, function(x) text_of(x, answers), function(x) text_of(x, sexes), year_text),
    lapply(1:3, function(k) ticked(wave, k, options[k])), list(blank_na(wave$remark)))
}

limesurvey_cells <- function(wave, answer, sex, year, yes) {
  n <- length(wave$code)
  c(list(as.character(seq_len(n)), clock(wave$time, "%Y-%m-%d %H:%M:%S"), rep("4", n), rep("en", n), as.character(17e7 + seq_len(n)),
         sprintf("192.0.2.%d", seq_len(n)), wave$code),
    asked_columns(wave, answer, sex, year), lapply(1:3, ticked, wave = wave, chosen = yes), list(blank_na(wave$remark)))
}

qualtrics_own <- function(wave, status, finished) {
  n <- length(wave$code)
  list(clock(wave$time - 400, "%Y-%m-%d %H:%M:%S"), clock(wave$time, "%Y-%m-%d %H:%M:%S"), rep(status, n), rep(finished, n),
       sprintf("R_%015d", seq_len(n)), wave$code)
}

# The rows of an event, and one more of an instrument that repeats.
redcap_cells <- function(wave, event, instrument, answer, sex, year, boxes, complete) {
  n <- length(wave$code)
  whole <- c(
    list(substring(wave$code, 3), rep(event, n), rep("", n), rep("", n), clock(wave$time, "%Y-%m-%d %H:%M:%S"), wave$code),
    asked_columns(wave, answer, sex, year), lapply(1:3, ticked, wave = wave, chosen = boxes[1], not = boxes[2]),
    list(blank_na(wave$remark), rep(complete, n), rep("", n), rep("", n))
  )
  more <- lapply(whole, function(x) "")
  more[c(1:4, length(more) - 1, length(more))] <- list(whole[[1]][1], event, instrument, "1", "7", complete)
  more[12:14] <- boxes[2]
  Map(c, whole, more)
}

# Cells as the text of a delimited file.
delimited <- function(heads, cells, sep = ",", end = "\n", all_quoted = FALSE, bom = FALSE) {
  quoted <- function(x) paste0("\"", gsub("\"", "\"\"", x, fixed = TRUE), "\"")
  as_needed <- function(x) if (all_quoted) quoted(x) else ifelse(grepl("[\",;\n\r]", x), quoted(x), x)
  lines <- c(vapply(heads, function(head) paste(as_needed(head), collapse = sep), ""),
             do.call(paste, c(unname(lapply(cells, as_needed)), sep = sep)))
  paste0(if (bom) "\ufeff", paste0(lines, end, collapse = ""))
}

write_bytes <- function(text, path) writeBin(charToRaw(enc2utf8(text)), path)

# Writes all waves of the survey in a form, as .csv or .xlsx, and gives the study.
write_platform_form <- function(form, survey, dir, ending = "csv") {
  wave_name <- form$name %||% function(wave) paste0(wave, ".csv")
  put <- function(heads, cells, name, stamps = NULL, title = NULL, ...) {
    if (ending == "csv") {
      text <- delimited(heads, cells, ...)
      if (!is.null(title)) text <- paste0(title, strrep(",", length(heads[[1]]) - 1), "\n", text)
      write_bytes(text, file.path(dir, name))
    } else {
      rows <- workbook_rows(c(if (!is.null(title)) list(c(title, rep("", length(heads[[1]]) - 1))), heads), cells, stamps)
      write_workbook(list(Sheet1 = rows), name = sub("csv$", "xlsx", name), dir = dir)
    }
  }
  set <- form[intersect(names(form), c("sep", "end", "all_quoted", "bom"))]
  for (wave in names(survey)) {
    beside <- if (is.null(form$beside)) list() else if (length(formals(form$beside)) > 1) {
      form$beside(wave, survey[[wave]])
    } else {
      form$beside(wave)
    }
    for (name in names(beside)) {
      one <- beside[[name]]
      if (is.character(one)) writeLines(one, file.path(dir, name))
      else if (is.list(one[[2]])) do.call(put, c(list(one[1], one[[2]], name), set))
      else put(list(vapply(one, `[[`, "", 1)), lapply(one, `[`, -1), name)
    }
    if (is.null(form$together)) {
      do.call(put, c(list(form$heads, form$cells(survey[[wave]]), wave_name(wave), form$stamps, form$title), set))
    }
  }
  if (!is.null(form$together)) {
    parts <- lapply(names(survey), function(wave) form$cells(survey[[wave]], wave))
    do.call(put, c(list(form$heads, do.call(Map, c(list(c), parts)), form$together), set))
  }
  as_named <- function(name) if (ending == "xlsx") sub("csv$", "xlsx", name) else name
  form_cohort_study(form, names(survey), dir, function(wave) c(
    list(file = as_named(form$together %||% wave_name(wave))),
    if (!is.null(form$key)) list(key = as_named(form$key(wave))),
    if (!is.null(form$where)) list(where = form$where(wave)), form$study$wave
  ))
}

# The study that reads them; `wave_of` gives what each wave is read with.
form_cohort_study <- function(form, waves, dir, wave_of, columns = form$study$columns) {
  study(
    waves = stats::setNames(lapply(waves, wave_of), waves), id = columns$code, dir = dir,
    scales = list(feel = c(list(items = columns$items, min_items = 2), if (is.null(form$study$answers)) {
      list(range = c(1, 5))
    } else {
      list(answers = form$study$answers)
    })),
    demographics = list(list(column = columns$sex, label = "Sex", undisclosed = TRUE), list(column = columns$year, label = "Year")),
    undisclosed = list(codes = form$study$declined)
  )
}

# The survey as the platform's own SPSS file, numbers with labels under its names; or,
# where it has none, as write_survey() saves what was read.
write_platform_sav <- function(form, survey, dir) {
  if (is.null(form$sav)) {
    plan <- write_platform_form(form, survey, dir)
    read <- lapply(plan$waves, function(wave) {
      do.call(read_survey, wave_source(wave, dir)[setdiff(names(wave_source(wave, dir)), "damaged")])
    })
    files <- stats::setNames(if (is.null(form$together)) paste0(names(survey), ".sav") else rep("all.sav", length(survey)),
                             names(survey))
    for (wave in names(survey)) write_survey(read[[wave]], file.path(dir, files[[wave]]), audience = "internal")
    columns <- form$study$columns
  } else {
    columns <- utils::modifyList(form$study$columns, form$sav)
    files <- vapply(names(survey), function(wave) paste0(wave, ".sav"), "")
    for (wave in names(survey)) haven::write_sav(labelled_frame(survey[[wave]], columns), file.path(dir, files[[wave]]))
  }
  plan <- form_cohort_study(form, names(survey), dir, function(wave) c(
    list(file = files[[wave]]), if (is.null(form$sav) && !is.null(form$where)) list(where = form$where(wave))
  ), columns)
  list(study = plan, columns = columns)
}

labelled_frame <- function(wave, columns) {
  labelled <- function(x, texts, label) haven::labelled(as.double(x), stats::setNames(as.double(seq_along(texts)), texts), label)
  items <- Map(function(x, label) labelled(x, agreement, label), wave$items, form_items)
  ticks <- lapply(1:3, function(k) labelled(ifelse(is.na(wave$ticks[, k]), NA, wave$ticks[, k] + 1), c("No", "Yes"), helped[k]) - 1)
  out <- c(list(wave$code), items, list(labelled(wave$sex, sexes, form_questions[["sex"]]),
                                        labelled(wave$year, year_text(1:4), form_questions[["year"]])),
           ticks, list(blank_na(wave$remark), wave$time))
  as.data.frame(stats::setNames(out, unlist(columns[c("code", "items", "sex", "year", "ticks", "remark", "time")])),
                check.names = FALSE)
}

# Rows of cells as a workbook has them: whole numbers as numbers, stamps as times.
workbook_rows <- function(heads, cells, stamps) {
  typed <- Map(function(head, column) {
    lapply(column, function(cell) {
      if (!nzchar(cell)) NULL
      else if (head %in% stamps) as.POSIXct(cell, tz = "UTC", format = "%m/%d/%Y %H:%M:%S")
      else if (grepl("^(0|[1-9][0-9]{0,10})([.][0-9]+)?$", cell)) as.numeric(cell)
      else cell
    })
  }, heads[[length(heads)]], cells)
  text <- function(row) lapply(row, function(cell) if (nzchar(cell)) cell)
  c(lapply(heads, text), lapply(seq_along(cells[[1]]), function(i) lapply(unname(typed), `[[`, i)))
}

# What a study must find in the survey, worked out from the simulation itself: one row
# for each person and wave, by code.
expected_people <- function(survey, minutes = FALSE) {
  rows <- lapply(names(survey), function(name) {
    wave <- survey[[name]]
    items <- do.call(cbind, wave$items)
    data.frame(
      code = wave$code, wave = name, item = items,
      score = ifelse(rowSums(!is.na(items)) >= 2, rowMeans(items, na.rm = TRUE), NA),
      sex = text_of(wave$sex, sexes), year = year_text(wave$year), tick = wave$ticks, remark = blank_na(wave$remark),
      time = as.numeric(if (minutes) trunc(wave$time, "mins") else wave$time)
    )
  })
  in_order(do.call(rbind, rows))
}

in_order <- function(rows) {
  rows <- rows[order(rows$wave, rows$code, method = "radix"), ]
  rownames(rows) <- NULL
  rows
}

# The same out of a cohort.
found_people <- function(cohort, columns) {
  rows <- lapply(names(cohort$surveys), function(wave) {
    survey <- cohort$surveys[[wave]]
    person <- match(seq_len(nrow(survey)), cohort$people[[wave]])
    scores <- scores_wide(cohort, "feel")[[wave]]
    text <- function(name) blank_na(as.character(bare_values(as_label_text(survey[[name]]))))
    ticks <- do.call(cbind, lapply(survey[columns$ticks], function(x) as.logical(bare_values(x))))
    data.frame(
      code = as.character(bare_values(survey[[columns$code]])), wave = wave,
      item = unname(do.call(cbind, lapply(survey[columns$items], function(x) as.double(plain_values(x))))),
      score = scores[person], sex = text(columns$sex), year = text(columns$year), tick = unname(ticks),
      remark = text(columns$remark), time = as.numeric(survey[[columns$time]])
    )
  })
  in_order(do.call(rbind, rows))
}
