# The gallery: twelve small simulated studies in inst/extdata/gallery, drafted as they come
# from the platforms, then changed as an analyst would: each edit is a line of the draft and
# what stands there afterwards.

gallery_edits <- list(
  reaction = list(),
  `open-workshop` = list(),
  extension = list(),
  wellbeing = list(),
  `two-sites` = list(),
  clinic = list(c("items: gad1:gad7}", "items: gad1:gad7, important: 4}")),
  `paper-codes` = list(),
  panel = list(
    c("# - {reason: unfinished", "- {reason: unfinished"),
    c("# - {reason: attention", "- {reason: attention"),
    c("# - {reason: too_fast", "- {reason: too_fast")
  ),
  forms = list(c("  scale: {", "  scale: {label: Belonging, "), c("  scale_2: {", "  scale_2: {label: Worry, ")),
  google = list(),
  german = list(),
  slips = list(c("# scales:", "scales:"), c("#   mat: {", "  mat: {"),
               c("demographics:", "undisclosed: {codes: [55]}\ndemographics:"))
)

# The study's files in a folder of their own, under the names that the platforms give.
gallery_folder <- function(study, env = parent.frame()) {
  dir <- withr::local_tempdir(.local_envir = env)
  files <- list.files(system.file("extdata", "gallery", study, package = "pairwave"), full.names = TRUE)
  called <- sub("^(belonging_)(start|end)[.]csv$", "Belonging \\2(1-40).csv", basename(files))
  called <- sub("^study_skills_(.*)[.]csv$", "Study skills - \\1 (Responses).csv", called)
  file.copy(files, file.path(dir, called))
  dir
}

# The path of the study as drafted and edited.
gallery_study <- function(study, dir = gallery_folder(study, env), env = parent.frame()) {
  files <- list.files(dir, full.names = TRUE)
  path <- suppressMessages(use_study(files, existing = "replace"))
  lines <- readLines(path, encoding = "UTF-8")
  for (edit in gallery_edits[[study]]) {
    at <- grep(edit[1], lines, fixed = TRUE)
    if (length(at) != 1) stop(study, ": ", edit[1], " stands in ", length(at), " lines of the draft.")
    lines[at] <- sub(edit[1], edit[2], lines[at], fixed = TRUE)
  }
  writeLines(enc2utf8(lines), path, useBytes = TRUE)
  path
}

# The raw answers of a text file as texts, by the place of their columns.
gallery_raw <- function(dir, name, sep = ",", heads = 1) {
  file <- list.files(dir, name, full.names = TRUE)
  raw <- utils::read.csv(file, header = FALSE, skip = heads, sep = sep, colClasses = "character",
                         na.strings = "", encoding = "UTF-8")
  names(raw) <- paste0("v", seq_along(raw))
  raw
}

# Scores of people found in both waves by their codes, half of the items answered.
gallery_pairs <- function(code_one, one, code_two, two, least = ceiling(ncol(one) / 2)) {
  score <- function(x) ifelse(rowSums(!is.na(x)) >= least, rowMeans(x, na.rm = TRUE), NA)
  both <- merge(data.frame(code = code_one, one = score(one)), data.frame(code = code_two, two = score(two)))
  both[stats::complete.cases(both), ]
}
