# Makes inst/extdata/gallery: twelve small simulated studies, raw as platforms
# export them, each of a kind that evaluators bring. Run from the package's root:
#
#   Rscript data-raw/gallery.R
#
# Nobody's answers are in it. inst/extdata/gallery/README.md says what each is.

set.seed(20261129, kind = "Mersenne-Twister", normal.kind = "Inversion",
         sample.kind = "Rejection")

root <- file.path("inst", "extdata", "gallery")

# People and answers -----------------------------------------------------------

# Answers from `low` to `high` of people with these levels, in standard deviations.
answers <- function(level, items, low, high, noise = 0.8, blank = 0.02) {
  middle <- (low + high) / 2
  spread <- (high - low) / 4
  out <- vapply(seq_len(items), function(i) {
    raw <- middle + spread * (level + stats::rnorm(length(level), 0, noise))
    pmin(high, pmax(low, round(raw)))
  }, double(length(level)))
  out[stats::runif(length(out)) < blank] <- NA
  as.data.frame(out)
}
letters_of <- LETTERS[-c(9, 15)]
codes <- function(n) {
  made <- character()
  while (length(made) < n) {
    made <- unique(c(made, paste0(sample(letters_of, 1), sample(letters_of, 1),
                                  sprintf("%02d", sample(28, 1)), sample(letters_of, 1))))
  }
  made
}
some <- function(n, lost) sort(sample(n, n - lost))
moment <- function(n, day) {
  as.POSIXct(day, tz = "UTC") + 3600 * 9 + sort(sample(2 * 86400, n))
}
words <- function(x, of, low = 1) {
  out <- of[x - low + 1]
  ifelse(is.na(out), "", out)
}
all_words <- function(data, of, low = 1) {
  data[] <- lapply(data, words, of = of, low = low)
  data
}
pick <- function(n, from, ...) sample(from, n, TRUE, ...)

# Files ------------------------------------------------------------------------

write_text <- function(lines, study, name, bom = FALSE) {
  folder <- file.path(root, study)
  dir.create(folder, recursive = TRUE, showWarnings = FALSE)
  con <- file(file.path(folder, name), "wb")
  on.exit(close(con))
  if (bom) writeBin(as.raw(c(0xef, 0xbb, 0xbf)), con)
  writeBin(charToRaw(enc2utf8(paste0(lines, "\n", collapse = ""))), con)
}
blank <- function(x) ifelse(is.na(x), "", as.character(x))
quoted <- function(x) paste0("\"", gsub("\"", "\"\"", x, fixed = TRUE), "\"")
as_needed <- function(x) ifelse(grepl("[\",;\n\r]", x), quoted(x), x)
write_csv <- function(data, study, name, sep = ",", quote = as_needed, heads = list(names(data)),
                      bom = FALSE) {
  rows <- do.call(paste, c(lapply(unname(data), function(x) quote(blank(x))), sep = sep))
  tops <- vapply(heads, function(head) paste(quote(head), collapse = sep), "")
  write_text(c(tops, rows), study, name, bom)
}
google <- function(data, study, name, day) {
  when <- moment(nrow(data), day)
  data <- cbind(Timestamp = format(when, "%d/%m/%Y %H:%M:%S"), data)
  write_csv(data, study, name)
}
forms <- function(data, study, name, day) {
  when <- moment(nrow(data), day)
  us <- function(x) format(x, "%m/%d/%Y %H:%M:%S")
  own <- data.frame(ID = seq_along(when), `Start time` = us(when - 240),
                    `Completion time` = us(when), Email = "anonymous", Name = "",
                    check.names = FALSE)
  write_csv(cbind(own, data), study, name, bom = TRUE)
}
limesurvey <- function(data, study, name, day, unfinished = integer()) {
  when <- format(moment(nrow(data), day), "%Y-%m-%d %H:%M:%S")
  when[unfinished] <- ""
  own <- data.frame(`id. Response ID` = seq_along(when), `submitdate. Date submitted` = when,
                    `lastpage. Last page` = 3, `startlanguage. Start language` = "en",
                    check.names = FALSE)
  write_csv(cbind(own, data), study, name, sep = ";", quote = quoted, bom = TRUE)
}
qualtrics <- function(data, labels, study, name, day, status = "0", seconds = 300,
                      finished = "1") {
  when <- format(moment(nrow(data), day), "%Y-%m-%d %H:%M:%S")
  own <- data.frame(
    StartDate = when, EndDate = when, Status = status, Progress = ifelse(finished == "1", 100, 40),
    `Duration (in seconds)` = seconds, Finished = finished, RecordedDate = when,
    ResponseId = sprintf("R_%s%04d", substr(day, 6, 7), seq_along(when)), check.names = FALSE
  )
  ids <- c("startDate", "endDate", "status", "progress", "duration", "finished", "recordedDate",
           "_recordId", paste0("QID", seq_along(data)))
  heads <- list(
    c(names(own), names(data)),
    c("Start Date", "End Date", "Response Type", "Progress", "Duration (in seconds)", "Finished",
      "Recorded Date", "Response ID", labels),
    sprintf("{\"ImportId\":\"%s\"}", ids)
  )
  write_csv(cbind(own, data), study, name, heads = heads)
}
spss <- function(data, study, name) {
  folder <- file.path(root, study)
  dir.create(folder, recursive = TRUE, showWarnings = FALSE)
  path <- file.path(folder, name)
  haven::write_sav(data, path)
  bytes <- readBin(path, "raw", file.size(path)) # a fixed date of writing
  bytes[92 + 1:17] <- charToRaw("29 Nov 2609:00:00")
  writeBin(bytes, path)
}

agree <- c("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
belong <- c("I feel that I belong here", "People here take me seriously",
            "I have friends on my course", "I can be myself here")
worry <- c("I worry that I will fail", "I lie awake before exams", "I fear being found out",
           "I feel tense in seminars")

unlink(list.dirs(root, recursive = FALSE), recursive = TRUE)

# 1. A reaction sheet: one wave, nobody's code ------------------------------------

n <- 34
level <- stats::rnorm(n, 0.8)
sheet <- all_words(answers(level, 3, 1, 5), c("Very dissatisfied", "Dissatisfied", "Neutral",
                                              "Satisfied", "Very satisfied"))
names(sheet) <- sprintf("How satisfied are you with... [%s]", c("the content", "the speaker", "the room"))
sheet[["How likely are you to recommend the workshop? (1 to 10)"]] <-
  answers(level, 1, 1, 10, 0.5)[[1]]
sheet[["What is your role?"]] <- pick(n, c("Student", "Lecturer", "Support staff"), c(5, 3, 2))
sheet[["How old are you?"]] <- round(18 + stats::rexp(n, 1 / 9))
google(sheet, "reaction", "reaction_sheet.csv", "2026-03-03")

# 2. An open workshop: two waves that no code links ------------------------------

open <- function(n, level, day, name) {
  data <- answers(stats::rnorm(n, level), 4, 1, 5)
  names(data) <- c("I know where to get help", "I can plan my week", "I can start a hard task",
                   "I can ask a question in a seminar")
  data[["What is your gender?"]] <- pick(n, c("Woman", "Man", "Prefer not to say"), c(12, 9, 1))
  google(data, "open-workshop", name, day)
}
open(41, 0, "2026-02-02", "workshop_before.csv")
open(29, 0.6, "2026-03-09", "workshop_after.csv")

# 3. An extension course: "before" and "now" asked in one form -------------------

n <- 28
level <- stats::rnorm(n, -0.4)
topics <- c("soil tests", "crop rotation", "water use", "keeping records")
then <- answers(level, 4, 1, 5, 0.6)
now <- answers(level + 1.1, 4, 1, 5, 0.6)
names(then) <- paste("BEFORE the course, my knowledge of", topics)
names(now) <- paste("NOW, my knowledge of", topics)
both <- cbind(then, now)[order(rep(1:4, 2))]
both[["Years of farming"]] <- pick(n, c("Under 5", "5 to 10", "Over 10"))
forms(both, "extension", "soil_course_evaluation.csv", "2026-05-12")

# 4. Wellbeing: a scale on which lower is better ----------------------------------

phq <- c("Not at all", "Several days", "More than half the days", "Nearly every day")
asked <- c("Little interest or pleasure in doing things", "Feeling down, depressed, or hopeless",
           "Trouble falling or staying asleep, or sleeping too much",
           "Feeling tired or having little energy", "Poor appetite or overeating",
           paste("Feeling bad about yourself, or that you are a failure or have let yourself or",
                 "your family down"),
           "Trouble concentrating on things, such as reading the newspaper or watching television",
           paste("Moving or speaking so slowly that other people could have noticed? Or the",
                 "opposite, being so fidgety or restless that you have been moving around a lot",
                 "more than usual"),
           "Thoughts that you would be better off dead or of hurting yourself in some way")
n <- 40
who <- codes(n)
level <- stats::rnorm(n, -0.2)
sex <- pick(n, c("Female", "Male"), c(6, 4))
phq_wave <- function(rows, shift, day, name) {
  data <- all_words(answers(level[rows] + shift, 9, 0, 3), phq, 0)
  names(data) <- sprintf("Over the last two weeks, how often were you bothered by [%s]", asked)
  google(cbind(`Your code` = who[rows], data, `What is your sex?` = sex[rows]), "wellbeing", name, day)
}
phq_wave(some(n, 4), 0, "2026-01-12", "wellbeing_pre.csv")
phq_wave(some(n, 8), -0.7, "2026-03-16", "wellbeing_post.csv")

# 5. Two sites, with a list of who came --------------------------------------------

n <- 48
who <- codes(n)
level <- stats::rnorm(n)
site <- rep(c("North", "South"), each = n / 2)
came <- matrix(stats::rbinom(n * 5, 1, ifelse(site == "North", 0.8, 0.6)), n)
site_wave <- function(rows, shift, name) {
  data <- answers(level[rows] + shift[rows], 6, 1, 5)
  names(data) <- paste0("conf", 1:6)
  write_csv(cbind(code = who[rows], site = site[rows], data), "two-sites", name)
}
site_wave(some(n, 3), rep(0, n), "confidence_pre.csv")
site_wave(some(n, 9), 0.2 * rowSums(came), "confidence_post.csv")
write_csv(stats::setNames(data.frame(who, came), c("code", paste0("session", 1:5))),
          "two-sites", "attendance.csv")

# 6. A clinic: a cut-off and a smallest important difference ----------------------

n <- 44
who <- sprintf("C%04d", sample(9999, n))
level <- stats::rnorm(n, 0.7)
gad <- c("Feeling nervous, anxious or on edge", "Not being able to stop or control worrying",
         "Worrying too much about different things", "Trouble relaxing",
         "Being so restless that it is hard to sit still", "Becoming easily annoyed or irritable",
         "Feeling afraid as if something awful might happen")
band <- pick(n, c("18 to 24", "25 to 34", "35 or over"))
gad_wave <- function(rows, shift, name) {
  data <- answers(level[rows] + shift, 7, 0, 3)
  for (i in 1:7) {
    data[[i]] <- haven::labelled(data[[i]], stats::setNames(c(0, 1, 2, 3), phq), gad[i])
  }
  names(data) <- paste0("gad", 1:7)
  out <- cbind(patient_code = who[rows], data)
  out$ageband <- haven::labelled(match(band[rows], sort(unique(band))) + 0,
                                 stats::setNames(1:3 + 0, sort(unique(band))), "Age")
  spss(out, "clinic", name)
}
gad_wave(some(n, 2), 0, "clinic_intake.sav")
gad_wave(some(n, 9), -0.9, "clinic_discharge.sav")

# 7. Paper forms: numbers typed as codes ------------------------------------------

n <- 36
who <- sample(1:99, n)
level <- stats::rnorm(n)
year <- pick(n, c("Year 1", "Year 2", "Year 3"))
paper <- function(rows, shift, name, day, typed) {
  data <- answers(level[rows] + shift, 5, 1, 6)
  names(data) <- sprintf("Q2[SQ00%d]. How sure are you? [%s]", 1:5,
                         c("Writing an essay", "Reading a paper", "Giving a talk",
                           "Working in a group", "Asking for help"))
  limesurvey(cbind(`Q1. Your participant number` = typed(who[rows]), data,
                   `Q3. Your year` = year[rows]), "paper-codes", name, day)
}
paper(some(n, 2), 0, "skills_before.csv", "2026-01-20", function(x) sprintf("%03d", x))
paper(some(n, 6), 0.5, "skills_after.csv", "2026-03-24", function(x) {
  ifelse(stats::runif(length(x)) < 0.6, as.character(x), sprintf("%02d", x))
})

# 8. A panel: previews, speeders, unfinished and failed attention ------------------

n <- 50
who <- codes(n)
level <- stats::rnorm(n)
labels <- c("Your code", paste("How much do you agree? -", belong),
            "How much do you agree? - Please select Disagree here", "What is your gender?")
panel <- function(rows, shift, name, day, odd) {
  k <- length(rows)
  data <- answers(level[rows] + shift, 4, 1, 5)
  names(data) <- paste0("Q2_", 1:4)
  attention <- rep(2, k)
  attention[odd$inattentive] <- 4
  status <- rep("0", k)
  status[odd$preview] <- "1"
  finished <- rep("1", k)
  finished[odd$unfinished] <- "0"
  seconds <- round(stats::rlnorm(k, 5.7, 0.3))
  seconds[odd$fast] <- c(19, 24, 31)[seq_along(odd$fast)]
  out <- cbind(Q1 = who[rows], data, Q2_5 = attention, Q3 = gender[rows])
  out$Q1[odd$preview] <- sprintf("TEST%d", seq_along(odd$preview))
  qualtrics(out, labels, "panel", name, day, status, seconds, finished)
}
gender <- pick(n, c("Woman", "Man", "Non-binary"), c(10, 8, 1))
panel(some(n, 3), 0, "panel_baseline.csv", "2026-01-07",
      list(preview = 1:2, unfinished = c(9, 30), fast = c(12, 25, 40), inattentive = c(17, 33)))
panel(some(n, 12), 0.4, "panel_followup.csv", "2026-04-07",
      list(preview = 5, unfinished = 11, fast = 20, inattentive = 28))

# 9. Microsoft Forms: answers in texts that carry a number, two constructs --------

n <- 38
who <- codes(n)
one <- stats::rnorm(n)
two <- stats::rnorm(n)
age <- round(18 + stats::rexp(n, 1 / 6))
gender <- pick(n, c("Woman", "Man", "Prefer not to say"), c(10, 8, 1))
numbered <- c("1 (not at all)", "2", "3", "4", "5 (very much)")
form_wave <- function(rows, shift, name, day) {
  data <- cbind(answers(one[rows] + shift, 4, 1, 5, 0.7), answers(two[rows] - shift, 4, 1, 5, 0.7))
  turned <- answers(-(one[rows] + shift), 1, 1, 5, 0.7)
  data <- all_words(cbind(data[1:4], turned, data[5:8]), numbered)
  names(data) <- c(belong, "I often feel left out", worry)
  typed <- who[rows]
  if (shift > 0) typed[c(5, 9)] <- sub(".$", "I", typed[c(5, 9)])
  forms(cbind(`Your code: two letters, day, letter` = typed, data, `How old are you?` = age[rows],
              `What is your gender?` = gender[rows]), "forms", name, day)
}
form_wave(some(n, 3), 0, "belonging_start.csv", "2026-01-19")
form_wave(some(n, 7), 0.6, "belonging_end.csv", "2026-03-23")

# 10. Google Forms, three waves: confidence in words, yes/no, 1 to 10 ---------------

n <- 42
who <- codes(n)
level <- stats::rnorm(n)
confident <- c("Not confident at all", "Not very confident", "Fairly confident",
               "Very confident", "Completely confident")
google_wave <- function(rows, shift, name, day) {
  data <- all_words(answers(level[rows] + shift, 5, 1, 5), confident)
  names(data) <- sprintf("How confident are you in... [%s]",
                         c("writing", "speaking", "reading", "asking", "planning"))
  knows <- all_words(answers(level[rows] + 2 * shift, 3, 0, 1, 1.5, 0), c("No", "Yes"), 0)
  names(knows) <- sprintf("Do you know where to find... [%s]", c("a tutor", "the library", "advice"))
  ten <- answers(level[rows] + shift, 1, 1, 10, 0.5)[[1]]
  out <- cbind(`Your code word` = who[rows], data, knows,
               `How much do you enjoy your course, from 1 to 10?` = ten,
               `First in your family at university?` = first[rows])
  if (shift > 0) {
    out[["How useful was the workshop?"]] <- words(answers(level[rows], 1, 1, 4)[[1]], c(
      "Not useful", "A little useful", "Useful", "Very useful"))
  }
  google(out, "google", name, day)
}
first <- pick(n, c("Yes", "No"))
google_wave(some(n, 2), 0, "study_skills_before.csv", "2026-01-14")
google_wave(some(n, 9), 0.5, "study_skills_after.csv", "2026-03-18")
google_wave(some(n, 17), 0.4, "study_skills_six_months.csv", "2026-09-16")

# 11. LimeSurvey in German: numbers behind the words, a code in three parts ---------

n <- 40
part <- unique(data.frame(mother = sample(letters_of, 3 * n, TRUE),
                          day = sample(28, 3 * n, TRUE), street = sample(letters_of, 3 * n, TRUE)))
part <- part[seq_len(n), ]
level <- stats::rnorm(n)
sex <- pick(n, c("weiblich", "m\u00e4nnlich", "keine Angabe"), c(10, 8, 1))
stimme <- c("Stimme gar nicht zu - 1", "Stimme eher nicht zu - 2", "Teils, teils - 3",
            "Stimme eher zu - 4", "Stimme voll zu - 5")
german <- function(rows, shift, name, day) {
  data <- all_words(answers(level[rows] + shift, 5, 1, 5), stimme)
  names(data) <- sprintf("Z[SQ00%d]. Wie sehr stimmen Sie zu? [%s]", 1:5,
                         c("Ich geh\u00f6re dazu", "Ich werde ernst genommen", "Ich habe hier Freunde",
                           "Ich kann ich selbst sein", "Ich f\u00fchle mich wohl"))
  street <- "C3. Erster Buchstabe Ihrer Stra\u00dfe"
  out <- cbind(`C1. Erster Buchstabe des Vornamens Ihrer Mutter` = part$mother[rows],
               `C2. Tag Ihres Geburtstags` = part$day[rows],
               stats::setNames(data.frame(part$street[rows]), street), data,
               `S1. Geschlecht` = sex[rows])
  limesurvey(out, "german", name, day)
}
german(some(n, 3), 0, "befragung_vorher.csv", "2026-04-13")
german(some(n, 8), 0.5, "befragung_nachher.csv", "2026-07-06")

# 12. SPSS files with other names in the second wave, and an answer beyond the scale -

n <- 45
who <- sample(10000:99999, n)
level <- stats::rnorm(n)
sex <- sample(2, n, TRUE)
mattering <- c("People notice me", "People would miss me", "My views count", "I make a difference",
               "I am left out", "People rely on me", "I am listened to")
spss_wave <- function(rows, shift, names, id, name, slip = NULL) {
  data <- answers(level[rows] + shift, 7, 1, 5)
  data[[5]] <- 6 - data[[5]]
  if (!is.null(slip)) data[[3]][slip] <- 55
  for (i in 1:7) data[[i]] <- haven::labelled(data[[i]], stats::setNames(1:5 + 0, agree), mattering[i])
  names(data) <- names
  out <- cbind(stats::setNames(data.frame(who[rows] + 0), id), data)
  out$sex <- haven::labelled(sex[rows] + 0, c(Female = 1, Male = 2), "Sex")
  spss(out, "slips", name)
}
spss_wave(some(n, 2), 0, paste0("mat", 1:7), "participant", "survey_t1.sav")
spss_wave(some(n, 10), 0.5, paste0("v2_", letters[1:7]), "tn_nr", "survey_t2.sav", slip = 4)
