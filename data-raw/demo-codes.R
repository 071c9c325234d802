# Makes the coded material of the demo study: inst/extdata/demo/focus-groups.qdpx,
# three focus groups of 15 speakers as two coders coded them before they agreed, and
# open-coded.csv, the codes of an open question. Run from the package's root:
#
#   Rscript data-raw/demo-codes.R
#
# Nobody said any of it. Sentences are put together from the parts below, which are
# written for it; who says what, and who codes what, is drawn from the seed.

set.seed(20181210, kind = "Mersenne-Twister", normal.kind = "Inversion",
         sample.kind = "Rejection")
source("tests/testthat/helper-codes.R")
folder <- file.path("inst", "extdata", "demo")
frame <- utils::read.csv("inst/frameworks/social-support.csv")

# What a code sounds like: openings and endings, which any speaker may join.
sounds <- list(
  Type = list(c("Mostly it was people from my own year", "A tutor was the one I went to",
                "My flatmates were on another course"),
              c("so we had the same timetable.", "which I had not expected.",
                "and that made a difference.")),
  Accessibility = list(c("You could send a message late in the evening",
                         "Her door was open on Thursdays", "The room was always booked"),
                       c("and somebody would answer.", "which helped in the first term.",
                         "so we met in the caf\u00e9.")),
  Reciprocity = list(c("I explained the renal part and she did the heart with me",
                       "We took turns with the notes", "He asked me back what I thought"),
                     c("so it went both ways.", "and nobody kept score.",
                       "which felt fair.")),
  Strength = list(c("Two of them I would ring for anything", "We have known each other since the start",
                    "I would not call it a friendship"),
                  c("and that has lasted.", "even after the holidays.", "to be honest.")),
  `Cognitive guidance` = list(c("She told me which chapters to begin with",
                                "Someone showed us how the forms work",
                                "I got a list of past questions"),
                              c("and I still use it.", "before the deadline.",
                                "which saved a week.")),
  `Coherence support` = list(c("Hearing how the years fit together", "Seeing the whole plan on one page",
                               "Talking through what went wrong"),
                             c("made it feel possible.", "gave the work a point again.",
                               "helped me see a way through.")),
  `Emotional support` = list(c("They sat with me after the resit", "He noticed that I was quiet",
                               "A short call was enough"),
                             c("and I felt lighter.", "when I needed it.", "that week.")),
  Inclusion = list(c("They kept a seat for me", "My name was on the group's list",
                     "Nobody asked which school I came from"),
                   c("so I stayed.", "and I stopped feeling like a guest.",
                     "from the first session on.")),
  `Intimate resources` = list(c("I said things there that I had not told anyone",
                                "She talked about her own first year", "We spoke about home"),
                              c("and that stayed in the room.", "quite openly.",
                                "for the first time."))
)
leaf <- ifelse(nzchar(frame$characteristic), frame$characteristic, frame$subcategory)
path_of <- function(label) {
  row <- frame[match(label, leaf), ]
  parts <- c(row$category, row$subcategory, row$characteristic)
  paste(parts[nzchar(parts)], collapse = " > ")
}

# The talk ------------------------------------------------------------------------
# Five speakers to a group. Each says five to eight things, most of one code and a few
# of none; a moderator asks in between.

nothing <- c("It was raining that day.", "I came by bus.", "Sorry, go on.", "Yes, as I said.")
questions <- c("What was it like for you?", "Could you say more about that?", "And since then?")
speakers <- sprintf("P%02d", 1:15)
turns <- do.call(rbind, lapply(1:3, function(group) {
  who <- sample(rep(speakers[(group - 1) * 5 + 1:5], times = sample(5:8, 5, TRUE)))
  data.frame(group = group, who = who, code = sample(
    c(names(sounds), NA), length(who), TRUE,
    prob = c(5, 4, 4, 4, 5, 4, 6, 6, 3, 8)
  ))
}))
turns$said <- vapply(turns$code, function(code) {
  if (is.na(code)) return(sample(nothing, 1))
  paste(vapply(sounds[[code]], sample, "", 1), collapse = " ")
}, "")

texts <- character()
turns$start <- NA_integer_
for (group in 1:3) {
  lines <- character()
  at <- 0L
  for (i in which(turns$group == group)) {
    if (length(lines) %% 6 == 0) {
      lines <- c(lines, paste0("Moderator: ", sample(questions, 1)))
      at <- at + nchar(lines[length(lines)]) + 1L
    }
    line <- paste0(turns$who[i], ": ", turns$said[i])
    turns$start[i] <- at + nchar(turns$who[i]) + 2L
    lines <- c(lines, line)
    at <- at + nchar(line) + 1L
  }
  texts[paste("Focus group", group)] <- paste(lines, collapse = "\n")
}

# The coding, before consensus ---------------------------------------------------------
# Each coder sees most of what there is, takes some of it for a near code, and now and
# then begins or ends a word earlier than the other.

near <- c(Type = "Strength", Strength = "Type", Accessibility = "Reliability",
          Reciprocity = "Strength", `Cognitive guidance` = "Coherence support",
          `Coherence support` = "Cognitive guidance", `Emotional support` = "Validation",
          Inclusion = "Emotional support", `Intimate resources` = "Emotional support")
labels <- unique(leaf)
code_stretches <- function(user, sees, errs) {
  found <- which(!is.na(turns$code) & stats::runif(nrow(turns)) < sees)
  given <- turns$code[found]
  wrong <- stats::runif(length(found)) < errs
  given[wrong] <- near[given[wrong]]
  words <- strsplit(turns$said[found], " ", fixed = TRUE)
  short <- stats::runif(length(found)) < 0.25
  cut <- ifelse(short, nchar(vapply(words, function(w) w[length(w)], "")) + 1L, 0L)
  data.frame(source = turns$group[found], code = match(given, labels), user = user,
             start = turns$start[found], end = turns$start[found] + nchar(turns$said[found]) - cut)
}
codings <- rbind(code_stretches(1, 0.93, 0.08), code_stretches(2, 0.88, 0.14))
codings$name <- substring(texts[codings$source], codings$start + 1, codings$end)

# A codebook of the framework's branches, with the number of each leaf as its guid's.
codebook <- function(rows, column) {
  columns <- c("category", "subcategory", "characteristic")
  lapply(unique(rows[[columns[column]]]), function(name) {
    own <- rows[rows[[columns[column]]] == name, ]
    below <- column < 3 && any(nzchar(own[[columns[column + 1]]]))
    guid <- if (below) test_guid("folder", sum(utf8ToInt(name))) else
      test_guid("code", match(name, labels))
    c(sprintf("<Code guid=\"%s\" name=\"%s\" isCodable=\"%s\">", guid, name,
              if (below) "false" else "true"),
      if (below) unlist(codebook(own, column + 1)) else
        paste0("<Description>", paste(own$description, collapse = "; "), "</Description>"),
      "</Code>")
  })
}

entries <- c(
  list(project.qde = project_xml(texts, NULL, c("Coder A", "Coder B"), codings,
                                 origin = "pairwave demo",
                                 codebook = unlist(codebook(frame, 1)))),
  stats::setNames(as.list(texts), paste0("sources/", test_guid("source", 1:3), ".txt"))
)
write_zip(file.path(folder, "focus-groups.qdpx"), entries)

# Who is who among the speakers.
attendance <- utils::read.csv(file.path(folder, "attendance.csv"))
members <- sample(attendance$code[attendance$focus_group == 1])
utils::write.csv(data.frame(speaker = speakers, code = members),
                 file.path(folder, "speakers.csv"), row.names = FALSE, quote = FALSE)

# An open question -------------------------------------------------------------------------
# "Which of the workshops helped, and how?", answered after the last workshop by 30 of
# those asked, known by the codes that they typed; four answers got no code.

themes <- c("peers", "advice", "confidence", "belonging")
post <- utils::read.csv(file.path(folder, "post.csv"), colClasses = "character")
typed <- post$code[nzchar(trimws(post$code))]
answers <- data.frame(id = typed[!duplicated(toupper(gsub("[^[:alnum:]]", "", typed)))][1:30])
stopifnot(!anyNA(answers$id))
truth <- lapply(1:30, function(i) {
  if (i %in% c(4, 11, 19, 26)) character() else sample(themes, sample(1:2, 1, prob = c(3, 2)))
})
coded <- function(misses, adds) {
  vapply(truth, function(own) {
    own <- own[stats::runif(length(own)) > misses]
    if (length(own) && stats::runif(1) < adds) own <- union(own, sample(themes, 1))
    paste(sort(own), collapse = ";")
  }, "")
}
open <- rbind(data.frame(answers, coder = "Coder A", codes = coded(0.08, 0.08)),
              data.frame(answers, coder = "Coder B", codes = coded(0.12, 0.1)))
utils::write.csv(open, file.path(folder, "open-coded.csv"), row.names = FALSE, quote = FALSE)
