# Makes inst/extdata/demo: one simulated cohort, asked before, after and six
# months after five workshops. Run from the package's root:
#
#   Rscript data-raw/demo-study.R
#
# Nobody's answers are in it. What is fixed by hand are counts that a published
# evaluation of such workshops reports: 39 attenders, 28 of them at three or
# more of the five workshops, 28 to 34 at each, and 15 focus-group members with
# the demographics of its Table 2 (doi 10.5456/WPLL.27.1.153). Everything else
# is drawn at random from the seed below.

set.seed(20181001, kind = "Mersenne-Twister", normal.kind = "Inversion",
         sample.kind = "Rejection")

folder <- file.path("inst", "extdata", "demo")
dir.create(folder, recursive = TRUE, showWarnings = FALSE)

n_people <- 39
focus <- 1:15
not_said <- -99

# Codes --------------------------------------------------------------------
# Two letters, the day of birth, a letter and a digit: KT14M3. Any two people's
# codes differ in three places or more, so that one slip makes no other person.
# O and I are not used.

letters_used <- setdiff(LETTERS, c("I", "O"))
draw_code <- function() {
  paste0(paste(sample(letters_used, 2), collapse = ""),
         sprintf("%02d", sample(28, 1)), sample(letters_used, 1),
         sample(2:9, 1))
}
code <- character()
while (length(code) < n_people) {
  candidate <- draw_code()
  if (all(utils::adist(candidate, code) >= 3)) {
    code <- c(code, candidate)
  }
}

# Attendance ---------------------------------------------------------------
# 28 people at three or more workshops, 11 at one or two; sheets are redrawn
# until every workshop has 28 to 34. With only 39 people that leaves most of
# the 28 at all five.

sessions <- paste0("w", 1:5)
draw_attendance <- function() {
  times <- c(rep(5, 24), rep(4, 4), rep(2, 9), rep(1, 2))
  sheet <- matrix(0L, n_people, 5, dimnames = list(NULL, sessions))
  for (i in seq_along(times)) {
    sheet[i, sample(5, times[i])] <- 1L
  }
  sheet
}
repeat {
  attended <- draw_attendance()
  if (all(colSums(attended) >= 28 & colSums(attended) <= 34)) break
}

# Demographics -------------------------------------------------------------

fill <- function(focus_group, levels, weights) {
  c(sample(focus_group),
    sample(levels, n_people - length(focus), replace = TRUE, prob = weights))
}
sex <- fill(rep(1:2, c(11, 4)), 1:2, c(0.65, 0.35))
year <- fill(rep(c(3, 4, 5, not_said), c(7, 5, 2, 1)),
             c(3, 4, 5, not_said), c(0.4, 0.35, 0.2, 0.05))
fif <- fill(rep(c(1, not_said, NA), c(12, 2, 1)),
            c(1, 2, not_said), c(0.6, 0.35, 0.05))
ethnicity <- fill(rep(1:4, c(3, 3, 8, 1)),
                  c(1:4, not_said), c(0.2, 0.3, 0.35, 0.1, 0.05))

# Answers ------------------------------------------------------------------
# Each person has a level; it rises by about half a standard deviation after
# the workshops and stays there. Each answer is level + noise, rounded into the
# item's range.

level <- stats::rnorm(n_people)
gain <- 0.5 + stats::rnorm(n_people, sd = 0.35)
kept <- gain - 0.05 + stats::rnorm(n_people, sd = 0.3)
at_wave <- list(pre = level, post = level + gain, six_month = level + kept)

answers <- function(who, wave, items, middle, spread, range) {
  out <- vapply(items, function(item) {
    x <- middle + spread * at_wave[[wave]][who] +
      stats::rnorm(length(who), sd = 0.6)
    pmin(pmax(round(x), range[1]), range[2])
  }, double(length(who)))
  out[stats::runif(length(out)) < 0.015] <- NA
  as.data.frame(out)
}
gse <- paste0("gse", 1:10)
belonging <- paste0("b", 1:4)

ask <- function(who, wave) {
  out <- cbind(
    data.frame(code = code[who]),
    answers(who, wave, gse, middle = 2.75, spread = 0.45, range = c(1, 4)),
    answers(who, wave, belonging, middle = 3.4, spread = 0.5, range = c(1, 5))
  )
  out$b3 <- 6 - out$b3
  out$sex <- as.double(sex[who])
  out
}

# Everyone in the focus groups answered the first survey; three others did not.
who_pre <- c(focus, sort(sample(16:39, 21)))
who_post <- sort(c(sample(focus, 14), sample(16:39, 18)))
who_six_month <- sort(c(sample(focus, 11), sample(16:39, 12)))

pre <- ask(who_pre, "pre")
pre$year <- as.double(year[who_pre])
pre$fif <- as.double(fif[who_pre])
pre$ethnicity <- as.double(ethnicity[who_pre])
post <- ask(who_post, "post")
six_month <- ask(who_six_month, "six_month")

# Answers withheld or left out, by hand so that each case is there.
# `others` are the rows of people who were in no focus group.
others <- list(pre = which(!who_pre %in% focus),
               post = which(!who_post %in% focus),
               six_month = which(!who_six_month %in% focus))
pre[others$pre[5], paste0("gse", c(2, 5, 6, 9))] <- NA   # too few to score
pre[others$pre[6], c("gse1", "gse4")] <- not_said
pre[others$pre[7], "b2"] <- not_said
six_month[others$six_month[4], "gse7"] <- not_said
post[others$post[5], belonging] <- NA
post[others$post[5], "gse10"] <- NA

# Slips --------------------------------------------------------------------
# Case and blanks, which normalising undoes; one-letter errors, which it does
# not; an empty code; and one submission sent twice, the first time unfinished.

spaced <- function(x) paste(substr(x, 1, 2), substr(x, 3, 4), substr(x, 5, 6))
padded <- function(x) paste0(" ", x, " ")
misspelt <- function(x) {
  last <- substr(x, 6, 6)
  paste0(substr(x, 1, 5), if (last == "9") "8" else as.integer(last) + 1)
}
slip <- function(wave, rows, how) {
  wave$code[rows] <- how(wave$code[rows])
  wave
}
pre <- slip(pre, c(2, 9, others$pre[1]), tolower)
pre <- slip(pre, c(5, others$pre[2]), spaced)
pre <- slip(pre, 12, padded)
pre <- slip(pre, others$pre[3], misspelt)
post <- slip(post, c(3, 10), tolower)
post <- slip(post, c(7, others$post[1]), spaced)
post <- slip(post, others$post[2], misspelt)
post$code[others$post[3]] <- ""
six_month <- slip(six_month, c(1, 6), tolower)
six_month <- slip(six_month, others$six_month[1], misspelt)
six_month <- slip(six_month, others$six_month[2], padded)

first_try <- post[4, ]
first_try[c(paste0("gse", 6:10), belonging)] <- NA
post <- rbind(first_try, post)

shuffle <- function(wave) wave[sample(nrow(wave)), , drop = FALSE]
pre <- shuffle(pre)
post <- shuffle(post)
six_month <- shuffle(six_month)

# Labels -------------------------------------------------------------------

agree4 <- c("Not at all true" = 1, "Hardly true" = 2, "Moderately true" = 3,
            "Exactly true" = 4)
agree5 <- c("Strongly disagree" = 1, "Disagree" = 2,
            "Neither agree nor disagree" = 3, "Agree" = 4,
            "Strongly agree" = 5)
sex_labels <- c(Female = 1, Male = 2)
belonging_text <- c(
  b1 = "I feel part of this school",
  b2 = "Somebody here would notice if I were away",
  b3 = "I feel like a visitor here",
  b4 = "I can be myself among the people of my year"
)

withheld <- c("Prefer not to say" = not_said)
as_spss <- function(x, label, labels, withhold = TRUE) {
  if (withhold) {
    haven::labelled_spss(x, c(labels, withheld), na_values = not_said,
                         label = label)
  } else {
    haven::labelled(x, labels, label)
  }
}
label_wave <- function(wave) {
  attr(wave$code, "label") <- "Your code"
  for (item in gse) {
    wave[[item]] <- as_spss(wave[[item]],
                            paste("GSE item", sub("gse", "", item)), agree4)
  }
  for (item in belonging) {
    wave[[item]] <- as_spss(wave[[item]], belonging_text[[item]], agree5)
  }
  wave$sex <- as_spss(wave$sex, "Sex", sex_labels, withhold = FALSE)
  wave
}

pre_out <- label_wave(pre)
pre_out$year <- as_spss(pre$year, "Year of medical school",
                        c("3" = 3, "4" = 4, "5" = 5))
pre_out$fif <- as_spss(pre$fif, "First in family to go to university",
                       c(Yes = 1, No = 2))
pre_out$ethnicity <- as_spss(pre$ethnicity, "Ethnicity (self-identified)",
                             c(Black = 1, White = 2, Asian = 3, Mixed = 4))
# The header holds the time of writing (9 + 8 bytes from byte 92): a fixed one,
# so that running this script again gives the same bytes.
write_spss <- function(data, name, compress, date, time) {
  path <- file.path(folder, name)
  haven::write_sav(data, path, compress = compress)
  bytes <- readBin(path, "raw", file.size(path))
  bytes[92 + 1:17] <- charToRaw(paste0(date, time))
  writeBin(bytes, path)
}
write_spss(pre_out, "pre.sav", "byte", "01 Oct 18", "09:00:00")
write_spss(label_wave(six_month), "six_month.zsav", "zsav",
           "17 Jun 19", "09:00:00")

# The export of the survey platform -----------------------------------------
# JISC Online Surveys writes codes, one header row, blanks for what was left
# out, and the labels in a key file of two columns.

n_post <- nrow(post)
helped <- matrix(stats::rbinom(n_post * 5, 1, 0.55), n_post,
                 dimnames = list(NULL, paste0("Q4_", 1:5)))
remarks <- c(
  "Good to meet people from other years.",
  "More time for questions, please.",
  "The session on exams helped; \"just ask\" is my motto now.",
  "Friendly, useful,\nand the biscuits were good."
)
said <- rep("", n_post)
said[sample(n_post, length(remarks))] <- remarks
finished <- as.POSIXct("2018-12-10 09:00:00", tz = "UTC") +
  sort(sample(5 * 24 * 3600, n_post))
post_out <- data.frame(
  URN = sprintf("418203-418194-%d", 40718305 + sort(sample(9000, n_post))),
  post[c("code", gse, belonging, "sex")],
  helped,
  Q5 = sample(1:3, n_post, replace = TRUE, prob = c(0.8, 0.1, 0.1)),
  Q6 = said,
  CompletionDate = format(finished, "%d/%m/%Y %H:%M")
)

# Quotes every text, doubling the quotes inside; leaves numbers bare.
csv_field <- function(x) {
  text <- ifelse(is.na(x), "", as.character(x))
  if (!is.numeric(x)) {
    text <- ifelse(text == "", "", sprintf("\"%s\"", gsub("\"", "\"\"", text)))
  }
  text
}
csv_lines <- function(data) {
  do.call(paste, c(lapply(unname(as.list(data)), csv_field), sep = ","))
}
write_lines <- function(lines, name, end = "\n") {
  con <- file(file.path(folder, name), open = "wb")
  on.exit(close(con))
  writeLines(enc2utf8(lines), con, sep = end, useBytes = TRUE)
}
write_lines(c(paste(csv_field(names(post_out)), collapse = ","),
              csv_lines(post_out)), "post.csv", end = "\r\n")

key_of <- function(name, label, labels = NULL) {
  data.frame(code = c(name, as.character(labels)), text = c(label, names(labels)))
}
key <- do.call(rbind, c(
  list(key_of("URN", "Unique Response Number"), key_of("code", "Your code")),
  lapply(gse, function(i) {
    key_of(i, paste("GSE item", sub("gse", "", i)), agree4)
  }),
  lapply(belonging, function(i) key_of(i, belonging_text[[i]], agree5)),
  list(
    key_of("sex", "Sex", sex_labels),
    key_of("Q4", "Which workshops helped you?",
           stats::setNames(1:5, paste("Workshop", 1:5))),
    key_of("Q5", "Would you recommend the workshops?",
           c(Yes = 1, No = 2, "Prefer not to say" = 3)),
    key_of("Q6", "Anything else?"),
    key_of("CompletionDate", "Completion date")
  )
))
write_lines(csv_lines(key), "post-key.csv", end = "\r\n")

attendance <- data.frame(code = code, attended,
                         focus_group = as.integer(seq_along(code) %in% focus))
attendance <- attendance[order(code), ]
write_lines(c(paste(names(attendance), collapse = ","),
              do.call(paste, c(unname(as.list(attendance)), sep = ","))),
            "attendance.csv")
