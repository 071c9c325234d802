# Makes the SPSS files that tools/bench/spss.R reads, in `folder`, with haven's
# writer: simulated answers, the same on every machine. Files that are there
# already are left alone.

# 30 five-point items, an id, a free text of which 100,000 differ, a date, a
# float and two codes.
simulate_survey <- function(rows) {
  labels <- c("Strongly disagree" = 1, Disagree = 2, Neither = 3, Agree = 4,
              "Strongly agree" = 5)
  items <- lapply(seq_len(30), function(i) {
    haven::labelled(as.double(sample(5L, rows, TRUE)), labels,
                    label = paste("Item", i))
  })
  names(items) <- sprintf("item%02d", seq_len(30))
  words <- c("the", "workshop", "was", "very", "useful", "and", "I", "would",
             "come", "again", "more", "time", "for", "questions")
  answers <- paste(sample(words, 1e5, TRUE), sample(words, 1e5, TRUE),
                   sample(words, 1e5, TRUE), seq_len(1e5))
  data.frame(
    items,
    id = sprintf("R_%012d", sample.int(rows)),
    comment = sample(answers, rows, TRUE),
    day = as.Date("2019-01-01") + sample(365L, rows, TRUE),
    score = stats::rnorm(rows),
    sex = haven::labelled(as.double(sample(2L, rows, TRUE)), c(Female = 1, Male = 2)),
    year = as.double(sample(6L, rows, TRUE))
  )
}

# As JISC Online Surveys exports: 28 variables of which six are free texts that
# are declared 32,767 bytes wide. Three of four leave a free text empty; one
# respondent fills each, since haven takes the width from the data.
simulate_jisc <- function(rows) {
  short <- lapply(seq_len(22), function(i) as.double(sample(7L, rows, TRUE)))
  names(short) <- paste0("q", seq_len(22))
  sentence <- "More time for questions would have helped, but I enjoyed it. "
  texts <- lapply(seq_len(6), function(i) {
    text <- ifelse(stats::runif(rows) < 0.75, "",
                   paste0(strrep(sentence, sample(5L, rows, TRUE)), seq_len(rows)))
    text[1] <- strrep("x", 32767)
    text
  })
  names(texts) <- paste0("text", seq_len(6))
  data.frame(short, texts)
}

make_bench_spss <- function(folder) {
  dir.create(folder, showWarnings = FALSE, recursive = TRUE)
  make <- function(name, data, compress) {
    path <- file.path(folder, name)
    if (!file.exists(path)) haven::write_sav(data, path, compress = compress)
    path
  }
  set.seed(1)
  survey <- simulate_survey(5e5)
  paths <- c(
    bytecode = make("survey.sav", survey, "byte"),
    plain = make("survey-plain.sav", survey, "none"),
    zsav = make("survey.zsav", survey, "zsav"),
    numbers = make("numbers.sav", survey[seq_len(30)], "byte"),
    jisc = make("jisc.sav", simulate_jisc(3000), "byte")
  )
  for (power in 4:7) {
    rows <- 10^power
    narrow <- data.frame(a = as.double(seq_len(rows) %% 5), b = as.double(seq_len(rows) %% 7),
                         c = as.double(seq_len(rows) %% 3), d = (seq_len(rows) %% 11) / 2)
    paths[[paste0("rows", power)]] <- make(sprintf("rows-1e%d.sav", power), narrow, "byte")
  }
  paths
}
