# Exports of studies as new users have them: each journey in several shapes, drawn here and
# known to no other file. A journey is a folder of exports with what should come of it:
# `pairs` by scale, each the two scores of everyone linked.

journey_people <- function(n, waves, lost = 5) {
  id <- replicate(n, paste0(sample(letters, 1), sample(LETTERS, 1), sample(10:99, 1), sample(LETTERS, 1)))
  id <- make.unique(id, sep = "Q")
  level <- stats::rnorm(n)
  lapply(seq_len(waves), function(wave) {
    who <- sort(sample(n, n - if (wave > 1) lost * wave else 0))
    data.frame(id = id[who], level = level[who] + 0.35 * (wave - 1), who = who)
  })
}

# Answers to `items` of one construct from 1 to `high`, those in `against` the other way.
journey_answers <- function(level, items, high, against = integer(), blank = 0.03) {
  out <- lapply(seq_len(items), function(i) {
    raw <- (1 + high) / 2 + (high - 1) / 4 * (level + stats::rnorm(length(level), 0, 0.6))
    x <- pmin(high, pmax(1, round(raw)))
    if (i %in% against) x <- high + 1 - x
    x[stats::runif(length(x)) < blank] <- NA
    x
  })
  stats::setNames(as.data.frame(out), paste0("i", seq_len(items)))
}

# Scores by half of the items; `against` turned.
journey_score <- function(x, high, against = integer()) {
  x[against] <- high + 1 - x[against]
  ifelse(rowSums(!is.na(x)) >= ceiling(ncol(x) / 2), rowMeans(x, na.rm = TRUE), NA)
}

journey_pairs <- function(people, scores, one = 1, two = 2) {
  both <- merge(data.frame(id = people[[one]]$id, one = scores[[one]]),
                data.frame(id = people[[two]]$id, two = scores[[two]]))
  both[stats::complete.cases(both), ]
}

as_words <- function(x, words) {
  x[] <- lapply(x, function(answers) ifelse(is.na(answers), "", words[answers]))
  x
}

journey_csv <- function(data, path, sep = ",", heads = NULL) {
  cell <- function(x) paste0("\"", gsub("\"", "\"\"", ifelse(is.na(x), "", as.character(x)), fixed = TRUE), "\"")
  lines <- c(paste(cell(names(data)), collapse = sep), vapply(heads, function(x) paste(cell(x), collapse = sep), ""),
             do.call(paste, c(unname(lapply(data, cell)), sep = sep)))
  writeBin(charToRaw(enc2utf8(paste0(lines, "\n", collapse = ""))), path)
}

journey_texts <- list(
  belong = c("I feel at home at this university", "The staff here know who I am", "I have people to sit with",
             "I often feel like an outsider here", "I can be myself on this course"),
  worry = c("I worry about falling behind", "Deadlines keep me awake", "I am afraid of asking questions",
            "I doubt that I am good enough"),
  sure = c("talk to a lecturer", "use the library", "ask for help", "write an essay"),
  facts = c("Have you visited the library?", "Have you spoken to your tutor?", "Do you know where to get advice?"),
  habits = c("I plan my week", "I finish what I start", "I give up easily", "I ask when I am stuck",
             "I check my work", "I know how to revise", "I keep my notes in order"),
  often = c("Never", "Seldom", "Sometimes", "Often", "Always")
)

# Microsoft Forms, two waves: two constructs side by side, an item worded the other way.
journey_forms <- function(dir, shape) {
  high <- length(shape$words)
  people <- journey_people(42, 2)
  belong <- lapply(people, function(p) journey_answers(p$level, 5, high, 4))
  worry <- lapply(people, function(p) journey_answers(stats::rnorm(nrow(p)), 4, high))
  gender <- rep(c("Woman", "Man", "Woman", "Non-binary", "Prefer not to say"), 9)
  for (wave in 1:2) {
    who <- people[[wave]]$who
    when <- as.POSIXct(c("2026-01-12 09:00", "2026-04-20 10:00")[wave], tz = "UTC") + sort(stats::runif(length(who), 0, 1e5))
    form <- data.frame(Id = seq_along(who), `Start time` = format(when, "%d/%m/%Y %H:%M"),
                       `Completion time` = format(when + 200, "%d/%m/%Y %H:%M"), Email = "anonymous", Name = "",
                       check.names = FALSE)
    form[[shape$code]] <- people[[wave]]$id
    items <- as_words(cbind(belong[[wave]], worry[[wave]]), shape$words)
    names(items) <- shape$heading(c(journey_texts$belong, journey_texts$worry))
    form <- cbind(form, items)
    form[["How old are you?"]] <- shape$ages[who]
    form[["Which of these describes your gender?"]] <- gender[who]
    if (wave == 2) form[["What did you like best?"]] <- ifelse(stats::runif(nrow(form)) < 0.5, "", "The talks")
    journey_csv(form, file.path(dir, shape$files[wave]))
  }
  everyone <- unique(c(people[[1]]$who, people[[2]]$who))
  list(pairs = list(journey_pairs(people, lapply(belong, journey_score, high, 4)),
                    journey_pairs(people, lapply(worry, journey_score, high))),
       count = c(Woman = sum(gender[everyone] == "Woman")))
}

# Google Forms, three waves: confidence in words, yes and no, 1 to 10, satisfaction later.
journey_google <- function(dir, shape) {
  high <- length(shape$words)
  people <- journey_people(38, 3, 4)
  sure <- lapply(people, function(p) journey_answers(p$level, 4, high))
  facts <- lapply(people, function(p) as.data.frame(lapply(1:3, function(i) 1 + (p$level + stats::rnorm(nrow(p)) > 0))))
  ten <- lapply(people, function(p) pmin(10, pmax(1, round(5.5 + 2 * p$level + stats::rnorm(nrow(p))))))
  gender <- rep(c("Female", "Male"), 19)
  for (wave in 1:3) {
    who <- people[[wave]]$who
    day <- c("2026-01-12 09:00", "2026-02-20 10:00", "2026-08-01 10:00")[wave]
    when <- as.POSIXct(day, tz = "UTC") + sort(stats::runif(length(who), 0, 1e5))
    form <- data.frame(Timestamp = format(when, "%Y/%m/%d %I:%M:%S %p GMT"))
    form[[shape$code]] <- people[[wave]]$id
    items <- as_words(sure[[wave]], shape$words)
    names(items) <- shape$heading(journey_texts$sure)
    known <- as_words(facts[[wave]], c("No", "Yes"))
    names(known) <- journey_texts$facts
    form <- cbind(form, items, known)
    form[["On a scale of 1 to 10, how prepared do you feel?"]] <- ten[[wave]]
    if (shape$moved && wave == 3) form <- form[c(1, 2, 10, 7:9, 3:6)]
    if (wave == 1) form$Gender <- gender[who]
    if (wave > 1) {
      form[["How satisfied were you?"]] <- sample(c("Very satisfied", "Satisfied", "Dissatisfied"), nrow(form), TRUE)
    }
    journey_csv(form, file.path(dir, shape$files[wave]))
  }
  list(pairs = list(journey_pairs(people, lapply(sure, journey_score, high)),
                    journey_pairs(people, lapply(facts, function(x) rowMeans(x) - 1)), journey_pairs(people, ten)),
       count = c(Female = sum(gender[people[[1]]$who] == "Female")))
}

# SPSS, other names in the second wave: of items, code and sex.
journey_spss <- function(dir, shape) {
  high <- shape$high
  people <- journey_people(45, 2)
  habits <- lapply(people, function(p) journey_answers(p$level, 7, high, 3))
  kept <- habits
  if (!is.null(shape$beyond)) {
    habits[[2]][5, 2] <- shape$beyond
    kept[[2]][5, 2] <- NA
  }
  sex <- rep(c(1, 2), 23)
  codes <- stats::setNames(seq_len(high), journey_texts$often[seq_len(high)])
  for (wave in 1:2) {
    items <- habits[[wave]]
    asked <- if (wave == 2) shape$asked(journey_texts$habits) else journey_texts$habits
    items[] <- lapply(seq_along(items), function(i) {
      x <- as.double(items[[i]])
      if (!is.null(shape$missing)) x[is.na(x)] <- shape$missing
      haven::labelled_spss(x, c(codes, if (!is.null(shape$missing)) c(`No answer` = shape$missing)),
                           na_values = shape$missing, label = asked[i])
    })
    names(items) <- if (wave == 2) shape$names else paste0("s", 1:7)
    out <- data.frame(people[[wave]]$id, items, haven::labelled(sex[people[[wave]]$who], c(Female = 1, Male = 2), label = "Sex"))
    names(out)[c(1, 9)] <- if (wave == 2) shape$others else c("code", "sex")
    if (shape$moved && wave == 2) out <- out[c(9, 1, 8:2)]
    haven::write_sav(out, file.path(dir, c("time1.sav", "time2.sav")[wave]))
  }
  everyone <- unique(c(people[[1]]$who, people[[2]]$who))
  list(pairs = list(journey_pairs(people, lapply(kept, journey_score, high, 3))),
       count = c(Female = sum(sex[everyone] == 1)))
}
