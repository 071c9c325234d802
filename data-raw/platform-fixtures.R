# Makes tests/testthat/fixtures/platforms: one simulated survey, asked before
# and after workshops, as SPSS files and as each survey platform exports it.
# Run from the package's root:
#
#   Rscript data-raw/platform-fixtures.R
#
# Nobody's answers are in it. The layouts follow what the platforms' manuals
# say of their exports; each folder holds the files and the study that reads
# them, and every one of those studies must give the same cohort.

set.seed(20240901, kind = "Mersenne-Twister", normal.kind = "Inversion",
         sample.kind = "Rejection")

root <- file.path("tests", "testthat", "fixtures", "platforms")
unlink(root, recursive = TRUE)

# The survey -----------------------------------------------------------------

items <- paste0("gse", 1:10)
truth <- c("Not at all true" = 1, "Hardly true" = 2, "Moderately true" = 3,
           "Exactly true" = 4)
statement <- c(
  "Hard problems: I find a way if I try", "When opposed, I still get what I want",
  "I stick to my aims with ease", "Unexpected events: I deal with them well",
  "In new situations I know what to do", "With effort most problems can be solved",
  "In difficulties I stay calm", "For a problem I find several solutions",
  "In trouble I can think of something", "Whatever comes, I can handle it"
)
question <- c(
  code = "Your code: first two letters of your street and your day of birth",
  truth = "How true are these of you?", sex = "What is your sex?",
  year = "Which year are you in?", helped = "What helped you?",
  remark = "Is there anything else?"
)
sexes <- c(Female = 1, Male = 2)
years <- c("Year 3" = 3, "Year 4" = 4, "Year 5" = 5, "Prefer not to say" = -99)
options <- c("Talks", "Small groups", "Role play", "The food")

n_people <- 16
code <- paste0(sample(LETTERS[-c(9, 15)], n_people), sample(LETTERS[-c(9, 15)], n_people),
               sprintf("%02d", sample(28, n_people)))
answer <- function(who, level) {
  out <- vapply(items, function(item) {
    pmin(4, pmax(1, round(stats::rnorm(length(who), level[who], 0.7))))
  }, double(length(who)))
  out[stats::runif(length(out)) < 0.04] <- NA
  as.data.frame(out)
}
level <- stats::rnorm(n_people, 2.4, 0.5)
who_pre <- sample(setdiff(1:n_people, 16))
who_post <- sample(setdiff(1:n_people, c(2, 9)))

finished <- function(n, day) {
  as.POSIXct(day, tz = "UTC") + 3600 * 9 + sort(sample(3 * 86400, n))
}
pre <- cbind(code = code[who_pre], answer(who_pre, level),
             sex = sample(1:2, n_people, TRUE, c(0.6, 0.4))[who_pre],
             year = sample(years, n_people, TRUE, c(3, 3, 2, 1))[who_pre])
post <- cbind(code = code[who_post], answer(who_post, level + 0.4))
helped <- matrix(stats::rbinom(nrow(post) * 4, 1, 0.5) == 1, ncol = 4)
helped[, 4] <- FALSE
helped[c(1, 5), 4] <- TRUE
helped[c(3, 8), ] <- FALSE # the question was skipped
remarks <- c("Good to meet others.", "More time, please; \"just talk\" is fine.",
             "Caf\u00e9 chats,\nand the walk.")
post$remark <- NA_character_
post$remark[c(2, 5, 7)] <- remarks
at <- list(pre = finished(nrow(pre), "2023-10-13"), post = finished(nrow(post), "2023-12-13"))
waves <- list(pre = pre, post = post)
people <- list(pre = who_pre, post = who_post)

# Texts ----------------------------------------------------------------------

text_of <- function(x, labels) {
  out <- names(labels)[match(x, labels)]
  ifelse(is.na(out), "", out)
}
blank <- function(x) ifelse(is.na(x), "", as.character(x))
quoted <- function(x) paste0("\"", gsub("\"", "\"\"", x, fixed = TRUE), "\"")
as_needed <- function(x) ifelse(grepl("[\",;\n\r]", x), quoted(x), x)

write_text <- function(text, platform, name, bom = FALSE) {
  folder <- file.path(root, platform)
  dir.create(folder, recursive = TRUE, showWarnings = FALSE)
  con <- file(file.path(folder, name), "wb")
  on.exit(close(con))
  if (bom) writeBin(as.raw(c(0xef, 0xbb, 0xbf)), con)
  writeBin(charToRaw(enc2utf8(paste(text, collapse = ""))), con)
}
# Rows of texts: a list of heading vectors, then columns.
write_csv <- function(heads, columns, platform, name, sep = ",", end = "\n",
                      quote = as_needed, bom = FALSE, last = "") {
  rows <- do.call(paste, c(lapply(unname(columns), quote), sep = sep))
  tops <- vapply(heads, function(h) paste(quote(h), collapse = sep), "")
  write_text(c(paste0(c(tops, rows), end), last), platform, name, bom)
}
write_study <- function(platform, ...) {
  write_text(paste0(c("# Made by data-raw/platform-fixtures.R.", ...), "\n"),
             platform, "study.yml")
}
two_waves <- c("waves:", "  pre: {file: pre.csv, label: Before}",
               "  post: {file: post.csv, label: After}")

# SPSS -----------------------------------------------------------------------

folder <- file.path(root, "spss")
dir.create(folder, recursive = TRUE)
for (wave in names(waves)) {
  data <- waves[[wave]]
  out <- data.frame(code = data$code)
  attr(out$code, "label") <- question[["code"]]
  for (i in 1:10) {
    out[[items[i]]] <- haven::labelled(data[[items[i]]], truth, statement[i])
  }
  if (wave == "pre") {
    out$sex <- haven::labelled(as.double(data$sex), sexes, question[["sex"]])
    out$year <- haven::labelled_spss(as.double(data$year), years, -99,
                                     label = question[["year"]])
  } else {
    for (k in 1:4) {
      out[[paste0("helped_", k)]] <- ifelse(rowSums(helped) == 0, NA, as.double(helped[, k]))
    }
    out$remark <- blank(data$remark)
  }
  path <- file.path(folder, paste0(wave, ".sav"))
  haven::write_sav(out, path)
  bytes <- readBin(path, "raw", file.size(path)) # a fixed date of writing
  bytes[92 + 1:17] <- charToRaw("01 Sep 2409:00:00")
  writeBin(bytes, path)
}
write_study("spss", "waves:", "  pre: {file: pre.sav, label: Before}",
            "  post: {file: post.sav, label: After}", "id: {column: code}",
            "scales:", "  self_efficacy: {instrument: gse, items: gse1:gse10}",
            "demographics:", "  - {column: sex, label: Sex}",
            "  - {column: year, label: Year, undisclosed: true}")

# JISC -----------------------------------------------------------------------

for (wave in names(waves)) {
  data <- waves[[wave]]
  columns <- c(
    list(sprintf("638954-638945-%d", 65461629 + seq_len(nrow(data)) * 7)),
    list(data$code), lapply(data[items], blank),
    if (wave == "pre") list(blank(data$sex), blank(data$year)),
    if (wave == "post") c(lapply(1:4, function(k) as.character(+helped[, k])),
                          list(blank(data$remark))),
    list(format(at[[wave]], "%d/%m/%Y %H:%M"))
  )
  head <- c("URN", "Q1", paste0("Q2_", 1:10, "_a"),
            if (wave == "pre") c("Q3", "Q4"),
            if (wave == "post") c(paste0("Q5_", 1:4), "Q6"), "CompletionDate")
  write_csv(list(head), columns, "jisc", paste0(wave, ".csv"), end = "\r\n")
  key <- function(name, text, labels = NULL) {
    list(c(name, as.character(labels)), c(text, names(labels)))
  }
  parts <- c(
    list(key("URN", "Unique Response Number"), key("Q1", question[["code"]])),
    Map(function(name, text) key(name, text, truth), paste0("Q2_", 1:10, "_a"), statement),
    if (wave == "pre") list(key("Q3", question[["sex"]], sexes), key("Q4", question[["year"]], years)),
    if (wave == "post") list(key("Q5", question[["helped"]], stats::setNames(1:4, options)),
                             key("Q6", question[["remark"]])),
    list(key("CompletionDate", "Completion date"))
  )
  write_csv(NULL, list(unlist(lapply(parts, `[[`, 1)), unlist(lapply(parts, `[[`, 2))),
            "jisc", paste0(wave, "-key.csv"), end = "\r\n")
}
jisc_items <- paste0("Q2_", 1:10, "_a", collapse = ", ")
write_study("jisc", two_waves, "id: {column: Q1}", "scales:",
            paste0("  self_efficacy: {instrument: gse, items: [", jisc_items, "]}"),
            "demographics:", "  - {column: Q3, label: Sex}",
            "  - {column: Q4, label: Year, undisclosed: true}",
            "undisclosed: {label: Undisclosed, codes: [-99]}")

# Qualtrics ------------------------------------------------------------------

import <- function(id, ...) paste0("{\"ImportId\":\"", id, "\"", ..., "}")
zone <- ",\"timeZone\":\"Europe/London\""
for (wave in names(waves)) {
  data <- waves[[wave]]
  n <- nrow(data)
  start <- format(at[[wave]] - 420, "%Y-%m-%d %H:%M:%S")
  end <- format(at[[wave]], "%Y-%m-%d %H:%M:%S")
  id <- paste0("R_", vapply(seq_len(n), function(i) {
    paste(sample(c(letters, LETTERS, 0:9), 15, TRUE), collapse = "")
  }, ""))
  meta <- list(start, end, rep("0", n), sprintf("192.0.2.%d", seq_len(n)),
               rep("100", n), rep("420", n), rep("1", n), end, id, rep("", n),
               rep("", n), sprintf("person%d@example.org", people[[wave]]), rep("", n),
               rep("50.9097", n), rep("-1.4044", n), rep("email", n), rep("EN", n))
  meta_name <- c("StartDate", "EndDate", "Status", "IPAddress", "Progress",
                 "Duration (in seconds)", "Finished", "RecordedDate", "ResponseId",
                 "RecipientLastName", "RecipientFirstName", "RecipientEmail",
                 "ExternalReference", "LocationLatitude", "LocationLongitude",
                 "DistributionChannel", "UserLanguage")
  meta_text <- c("Start Date", "End Date", "Response Type", "IP Address", "Progress",
                 "Duration (in seconds)", "Finished", "Recorded Date", "Response ID",
                 "Recipient Last Name", "Recipient First Name", "Recipient Email",
                 "External Data Reference", "Location Latitude", "Location Longitude",
                 "Distribution Channel", "User Language")
  meta_import <- c(import("startDate", zone), import("endDate", zone), import("status"),
                   import("ipAddress"), import("progress"), import("duration"),
                   import("finished"), import("recordedDate", zone), import("_recordId"),
                   import("recipientLastName"), import("recipientFirstName"),
                   import("recipientEmail"), import("externalDataReference"),
                   import("locationLatitude"), import("locationLongitude"),
                   import("distributionChannel"), import("userLanguage"))
  seen <- function(x) ifelse(is.na(x), "-99", as.character(x))
  asked <- list(
    name = c("Q1", paste0("Q2_", 1:10),
             if (wave == "pre") c("Q3", "Q4") else c(paste0("Q5_", 1:4), "Q6")),
    text = c(paste0("<p>", question[["code"]], "</p>"),
             paste0("How true are these&nbsp;of you? - ", statement),
             if (wave == "pre") c(question[["sex"]], question[["year"]]) else
               c(paste0(question[["helped"]], " - Selected Choice - ", options),
                 "Is there anything <b>else</b>?")),
    import = c(import("QID1_TEXT"), import(paste0("QID2_", 1:10)),
               if (wave == "pre") c(import("QID3"), import("QID4")) else
                 c(import("QID5", paste0(",\"choiceId\":\"", 1:4, "\"")), import("QID6_TEXT"))),
    columns = c(list(data$code), lapply(data[items], seen),
                if (wave == "pre") list(blank(data$sex), blank(ifelse(data$year == -99, 9, data$year))) else
                  c(lapply(1:4, function(k) ifelse(helped[, k], "1", "")), list(blank(data$remark))))
  )
  write_csv(list(c(meta_name, asked$name), c(meta_text, asked$text), c(meta_import, asked$import)),
            c(meta, asked$columns), "qualtrics", paste0(wave, ".csv"))
  lines <- c("* Labels of the survey.",
             "VALUE LABELS", paste(paste0("Q2_", 1:10), collapse = " "),
             paste0("  ", truth, " '", names(truth), "'", collapse = "\n"), ".")
  if (wave == "pre") {
    lines <- c(lines, "VALUE LABELS Q3 1 \"Female\" 2 \"Male\"",
               "  /Q4 3 'Year 3' 4 'Year 4' 5 'Year 5' 9 'Prefer not to say'.")
  }
  write_text(paste0(lines, "\n"), "qualtrics", paste0(wave, ".sps"))
}
write_study("qualtrics", two_waves, "id: {column: Q1}", "scales:",
            "  self_efficacy: {instrument: gse, items: Q2_1:Q2_10}",
            "demographics:", "  - {column: Q3, label: Sex}",
            "  - {column: Q4, label: Year, undisclosed: true}",
            "undisclosed: {label: Undisclosed, codes: [9]}")

# LimeSurvey: CSV with codes and texts in the heading, and codes as answers -----

lime <- function(wave) {
  data <- waves[[wave]]
  n <- nrow(data)
  time <- format(at[[wave]], "%Y-%m-%d %H:%M:%S")
  list(
    code = c("id", "submitdate", "lastpage", "startlanguage", "seed", "ipaddr", "code",
             paste0("G1Q2[SQ", sprintf("%03d", 1:10), "]"),
             if (wave == "pre") c("G2Q3", "G2Q4") else
               c(paste0("G2Q5[SQ", sprintf("%03d", 1:4), "]"), "G2Q5[other]", "G2Q6")),
    text = c("Response ID", "Date submitted", "Last page", "Start language", "Seed",
             "IP address", question[["code"]],
             paste0(question[["truth"]], " [", statement, "]"),
             if (wave == "pre") c(question[["sex"]], question[["year"]]) else
               c(paste0(question[["helped"]], " [", c(options, "Other"), "]"), question[["remark"]])),
    columns = c(list(as.character(seq_len(n)), time, rep("4", n), rep("en", n),
                     as.character(170000000 + seq_len(n) * 7919),
                     sprintf("192.0.2.%d", seq_len(n)), data$code),
                lapply(data[items], function(x) ifelse(is.na(x), "", paste0("A", x))),
                if (wave == "pre") list(ifelse(data$sex == 1, "F", "M"),
                                        ifelse(data$year == -99, "N", blank(data$year))) else
                  c(lapply(1:4, function(k) ifelse(helped[, k], "Y", "")),
                    list(ifelse(seq_len(n) == 2, "A walk", "")), list(blank(data$remark))))
  )
}
full <- function(wave, columns) {
  data <- waves[[wave]]
  columns[8:17] <- lapply(data[items], text_of, truth)
  if (wave == "pre") {
    columns[[18]] <- text_of(data$sex, sexes)
    columns[[19]] <- text_of(data$year, years)
  } else {
    columns[18:21] <- lapply(columns[18:21], function(x) ifelse(x == "Y", "Yes", ""))
  }
  columns
}
for (wave in names(waves)) {
  all <- lime(wave)
  write_csv(list(paste0(all$code, ". ", all$text)), full(wave, all$columns), "limesurvey",
            paste0(wave, ".csv"), sep = ";", end = "\r\n", quote = quoted, bom = TRUE,
            last = "\r\n")
  write_csv(list(all$code), all$columns, "limesurvey", paste0(wave, "-codes.csv"), sep = ";",
            end = "\r\n", quote = quoted, bom = TRUE, last = "\r\n")
  write_csv(list(all$text), full(wave, all$columns), "limesurvey", paste0(wave, "-texts.csv"),
            sep = ",", end = "\r\n", quote = quoted, bom = TRUE, last = "\r\n")
}
write_study("limesurvey", two_waves, "id: {column: code}", "scales:",
            "  self_efficacy: {instrument: gse, items: G1Q2_SQ001:G1Q2_SQ010}",
            "demographics:", "  - {column: G2Q3, label: Sex}",
            "  - {column: G2Q4, label: Year, undisclosed: true}",
            "undisclosed: {label: Undisclosed, codes: [Prefer not to say]}")

# LimeSurvey's SPSS export: syntax and data ------------------------------------

single <- function(x) ifelse(x == "", "", paste0("'", gsub("'", "''", x, fixed = TRUE), "'"))
for (wave in names(waves)) {
  data <- waves[[wave]]
  n <- nrow(data)
  columns <- c(list(as.character(seq_len(n)), paste0("'", format(at[[wave]], "%d-%m-%Y %H:%M:%S"), "'"), rep("4", n),
                    single(data$code)), lapply(data[items], blank),
               if (wave == "pre") list(blank(data$sex), blank(ifelse(data$year == -99, 9, data$year))) else
                 c(lapply(1:4, function(k) as.character(+helped[, k])),
                   list(single(gsub("\n", " ", blank(data$remark))))))
  name <- c("id", "submitdate", "lastpage", "code", paste0("G1Q2_SQ", sprintf("%03d", 1:10)),
            if (wave == "pre") c("G2Q3", "G2Q4") else
              c(paste0("G2Q5_SQ", sprintf("%03d", 1:4)), "G2Q6"))
  type <- c("F5", "DATETIME23.2", "F2", "A4", rep("F1", 10), if (wave == "pre") c("F1", "F1") else
    c(rep("F1", 4), "A60"))
  label <- c("Response ID", "Date submitted", "Last page", question[["code"]],
             paste0("[", statement, "] ", question[["truth"]]),
             if (wave == "pre") question[c("sex", "year")] else
               c(paste0("[", options, "] ", question[["helped"]]), question[["remark"]]))
  v <- paste0("V", seq_along(name))
  write_text(c(do.call(paste, c(unname(columns), sep = ",")) |> paste0("\n")),
             "limesurvey-syntax", paste0(wave, ".dat"))
  write_text(paste0(c(
    "*$Rev: 121017 $.",
    "SET UNICODE=ON.",
    "SHOW LOCALE.",
    "PRESERVE LOCALE.",
    "SET LOCALE='en_UK'.",
    "GET DATA",
    "  /TYPE=TXT",
    paste0("  /FILE='", wave, ".dat'"),
    "  /DELCASE=LINE", "  /DELIMITERS=\",\"", "  /QUALIFIER=\"'\"",
    "  /ARRANGEMENT=DELIMITED", "  /FIRSTCASE=1", "  /IMPORTCASE=ALL", "  /VARIABLES=",
    paste0("  ", v, " ", type), ".", "CACHE.", "EXECUTE.", "*Define Variable Properties.",
    paste0("VARIABLE LABELS ", v, " \"", label, "\"."),
    "*Define Value labels.",
    unlist(lapply(v[5:14], function(x) {
      c(paste("VALUE LABELS ", x), paste0(truth, " \"", names(truth), "\""), ".")
    })),
    if (wave == "pre") c("VALUE LABELS  V15", "1 \"Female\"", "2 \"Male\".",
                         "VALUE LABELS  V16", "3 \"Year 3\"", "4 \"Year 4\"", "5 \"Year 5\"",
                         "9 \"Prefer not to say\".", "MISSING VALUES V16 (9).") else
      unlist(lapply(v[15:18], function(x) {
        c(paste("VALUE LABELS ", x), "1 \"Yes\"", "0 \"Not selected\".")
      })),
    paste0("VARIABLE LEVEL ", v[5:14], " (ORDINAL)."),
    paste0("RENAME VARIABLE ( ", v, " = ", name, " ).")
  ), "\n"), "limesurvey-syntax", paste0(wave, ".sps"))
}
write_study("limesurvey-syntax", "waves:", "  pre: {file: pre.sps, label: Before}",
            "  post: {file: post.sps, label: After}", "id: {column: code}", "scales:",
            "  self_efficacy: {instrument: gse, items: G1Q2_SQ001:G1Q2_SQ010}",
            "demographics:", "  - {column: G2Q3, label: Sex}",
            "  - {column: G2Q4, label: Year, undisclosed: true}")

# REDCap: every wave in one file, with a data dictionary and a syntax file -----

redcap <- do.call(rbind, lapply(names(waves), function(wave) {
  data <- waves[[wave]]
  n <- nrow(data)
  none <- rep("", n)
  boxes <- if (wave == "post") +helped else matrix(0, n, 4)
  out <- data.frame(
    record_id = as.character(people[[wave]]),
    redcap_event_name = if (wave == "pre") "baseline_arm_1" else "after_arm_1",
    redcap_repeat_instrument = none, redcap_repeat_instance = none,
    redcap_survey_identifier = none,
    workshop_survey_timestamp = format(at[[wave]], "%Y-%m-%d %H:%M:%S"),
    code = data$code, lapply(data[items], blank),
    sex = if (wave == "pre") blank(data$sex) else none,
    year = if (wave == "pre") blank(ifelse(data$year == -99, 9, data$year)) else none,
    stats::setNames(as.data.frame(boxes), paste0("helped___", 1:4)),
    remark = if (wave == "pre") none else blank(data$remark),
    workshop_survey_complete = "2"
  )
  out[] <- lapply(out, as.character)
  out
}))
redcap <- redcap[order(as.numeric(redcap$record_id), redcap$redcap_event_name != "baseline_arm_1"), ]
write_csv(list(names(redcap)), as.list(redcap), "redcap", "redcap.csv")
# For statistics packages, line ends within an answer are blanks.
write_csv(NULL, lapply(redcap, function(x) gsub("\n", " ", x)), "redcap", "redcap_nohdrs.csv")
choice <- function(labels) paste0(labels, ", ", names(labels), collapse = " | ")
year9 <- c("Year 3" = 3, "Year 4" = 4, "Year 5" = 5, "Prefer not to say" = 9)
fields <- data.frame(
  name = c("record_id", "code", items, "sex", "year", "helped", "remark"),
  form = "workshop_survey", section = "",
  type = c("text", "text", rep("radio", 12), "checkbox", "notes"),
  label = c("Record ID", question[["code"]], statement, question[c("sex", "year")],
            paste0("<div class=\"rich-text-field-label\"><p>", question[["helped"]], "</p></div>"),
            question[["remark"]]),
  choices = c("", "", rep(choice(truth), 10), choice(sexes), choice(year9),
              choice(stats::setNames(1:4, options)), ""),
  identifier = c(rep("", 15), "y")
)
write_csv(list(c("Variable / Field Name", "Form Name", "Section Header", "Field Type",
                 "Field Label", "Choices, Calculations, OR Slider Labels", "Identifier?")),
          as.list(fields), "redcap", "dictionary.csv")
type <- ifelse(names(redcap) %in% c(items, "sex", "year", paste0("helped___", 1:4),
                                    "workshop_survey_complete"), "F3.0", "A500")
label <- c(record_id = "Record ID", redcap_event_name = "Event Name", code = question[["code"]],
           stats::setNames(statement, items), question[c("sex", "year")],
           stats::setNames(paste0("What helped you? (choice=", options, ")"), paste0("helped___", 1:4)),
           remark = question[["remark"]], workshop_survey_complete = "Complete?")
write_text(paste0(c(
  "SET HEADER=NO.", "FILE HANDLE data1 NAME='redcap_nohdrs.csv' LRECL=90000.",
  "DATA LIST FREE(\",\")", "\t FILE = data1", "\t/",
  paste0("\t", names(redcap), " (", type, ")"), ".", "", "VARIABLE LABELS",
  paste0("\t", names(label), " \"", label, "\""), ".", "", "VALUE LABELS",
  paste0("\t", items, " 1 'Not at all true' 2 'Hardly true' 3 'Moderately true' 4 'Exactly true' /"),
  "\tsex 1 'Female' 2 'Male' /", "\tyear 3 'Year 3' 4 'Year 4' 5 'Year 5' 9 'Prefer not to say' /",
  paste0("\thelped___", 1:4, " 0 'Unchecked' 1 'Checked' /"),
  "\tworkshop_survey_complete 0 'Incomplete' 1 'Unverified' 2 'Complete'", ".", "",
  "SET LOCALE=en_us.", "EXECUTE."
), "\n"), "redcap", "redcap.sps")
write_study("redcap", "waves:",
            "  pre: {file: redcap.csv, key: dictionary.csv, where: {redcap_event_name: baseline_arm_1}, label: Before}",
            "  post: {file: redcap.csv, key: dictionary.csv, where: {redcap_event_name: after_arm_1}, label: After}",
            "id: {column: code}", "scales:",
            "  self_efficacy: {instrument: gse, items: gse1:gse10}",
            "demographics:", "  - {column: sex, label: Sex}",
            "  - {column: year, label: Year, undisclosed: true}",
            "undisclosed: {label: Undisclosed, codes: [9]}")

# Microsoft Forms --------------------------------------------------------------

for (wave in names(waves)) {
  data <- waves[[wave]]
  n <- nrow(data)
  clock <- function(x) {
    x <- as.POSIXlt(x)
    sprintf("%d/%d/%d %d:%02d:%02d", x$mon + 1, x$mday, x$year + 1900, x$hour, x$min,
            as.integer(x$sec))
  }
  joined <- vapply(seq_len(n), function(i) {
    if (wave == "pre") "" else paste0(options[helped[i, ]], rep(";", sum(helped[i, ])), collapse = "")
  }, "")
  columns <- c(list(as.character(seq_len(n)), clock(at[[wave]] - 300), clock(at[[wave]]),
                    rep("anonymous", n), rep("", n), data$code),
               lapply(data[items], text_of, truth),
               if (wave == "pre") list(text_of(data$sex, sexes), text_of(data$year, years)) else
                 list(joined, blank(data$remark)))
  head <- c("ID", "Start time", "Completion time", "Email", "Name",
            sub(": ", ":\n", question[["code"]]), statement,
            if (wave == "pre") question[c("sex", "year")] else question[c("helped", "remark")])
  write_csv(list(head), columns, "microsoft", paste0(wave, ".csv"), end = "\r\n", bom = TRUE)
}
slug <- function(x) {
  x <- gsub("^_+|_+$", "", gsub("[^a-z0-9]+", "_", tolower(x)))
  ifelse(nchar(x) > 32, sub("_[^_]*$", "", substr(x, 1, 33)), x)
}
code_name <- slug(question[["code"]])
write_study("microsoft", two_waves, paste0("id: {column: ", code_name, "}"), "scales:",
            paste0("  self_efficacy: {instrument: gse, items: [", paste(slug(statement), collapse = ", "), "]}"),
            "demographics:", paste0("  - {column: ", slug(question[["sex"]]), ", label: Sex}"),
            paste0("  - {column: ", slug(question[["year"]]), ", label: Year, undisclosed: true}"),
            "undisclosed: {label: Undisclosed, codes: [Prefer not to say]}")

# Google Forms -----------------------------------------------------------------

for (wave in names(waves)) {
  data <- waves[[wave]]
  n <- nrow(data)
  joined <- vapply(seq_len(n), function(i) {
    if (wave == "pre") "" else paste(options[helped[i, ]], collapse = ", ")
  }, "")
  columns <- c(list(format(at[[wave]], "%d/%m/%Y %H:%M:%S"),
                    sprintf("person%d@example.org", people[[wave]]), data$code),
               lapply(data[items], text_of, truth),
               if (wave == "pre") list(text_of(data$sex, sexes), text_of(data$year, years)) else
                 list(joined, blank(data$remark)))
  head <- c("Timestamp", "Email Address", paste0(question[["code"]], " "),
            paste0(question[["truth"]], " [", statement, "]"),
            if (wave == "pre") question[c("sex", "year")] else question[c("helped", "remark")])
  write_csv(list(head), columns, "google", paste0(wave, ".csv"))
}
write_study("google", two_waves, paste0("id: {column: ", code_name, "}"), "scales:",
            paste0("  self_efficacy: {instrument: gse, items: \"", slug(question[["truth"]]), "_1:",
                   slug(question[["truth"]]), "_10\"}"),
            "demographics:", paste0("  - {column: ", slug(question[["sex"]]), ", label: Sex}"),
            paste0("  - {column: ", slug(question[["year"]]), ", label: Year, undisclosed: true}"),
            "undisclosed: {label: Undisclosed, codes: [Prefer not to say]}")

# SurveyMonkey -----------------------------------------------------------------

for (wave in names(waves)) {
  data <- waves[[wave]]
  n <- nrow(data)
  clock <- format(at[[wave]], "%m/%d/%Y %I:%M:%S %p")
  columns <- c(list(sprintf("118%09d", 4e8 + seq_len(n) * 811), rep("4275508", n), clock, clock,
                    sprintf("192.0.2.%d", seq_len(n)), rep("", n), rep("", n), rep("", n),
                    rep("", n), data$code),
               lapply(data[items], text_of, truth),
               if (wave == "pre") list(text_of(data$sex, sexes), text_of(data$year, years)) else
                 c(lapply(1:4, function(k) ifelse(helped[, k], options[k], "")),
                   list(ifelse(seq_len(n) == 2, "A walk", "")), list(blank(data$remark))))
  first <- c("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address",
             "Email Address", "First Name", "Last Name", "Custom Data 1", question[["code"]],
             question[["truth"]], rep("", 9),
             if (wave == "pre") question[c("sex", "year")] else
               c(paste0("What helped\nyou?"), rep("", 4), question[["remark"]]))
  second <- c(rep("", 9), "Open-Ended Response", statement,
              if (wave == "pre") c("Response", "Response") else
                c(options, "Other (please specify)", "Open-Ended Response"))
  write_csv(list(first, second), columns, "surveymonkey", paste0(wave, ".csv"))
}
file.copy(file.path(root, "google", "study.yml"), file.path(root, "surveymonkey", "study.yml"))
