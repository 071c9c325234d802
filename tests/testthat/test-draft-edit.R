# What a change may touch: the lines from the first that differs to the last. All others
# stand as they did.
touched <- function(before, after) {
  a <- strsplit(before, "(?<=\n)", perl = TRUE)[[1]]
  b <- strsplit(after, "(?<=\n)", perl = TRUE)[[1]]
  same <- seq_len(min(length(a), length(b)))
  head <- sum(cumprod(a[same] == b[same]))
  left <- same[-seq_len(length(same))]
  tail <- sum(cumprod(rev(a)[same] == rev(b)[same]))
  tail <- min(tail, length(same) - head)
  list(gone = a[head + seq_len(length(a) - head - tail)], new = b[head + seq_len(length(b) - head - tail)])
}

is_comment <- function(lines) grepl("^\\s*#", lines)

# A path as `[[` takes it: all names, or all numbers.
unlist_path <- function(path, raw) {
  vapply(seq_along(path), function(n) {
    step <- path[[n]]
    if (is.numeric(step)) return(as.integer(step))
    match(step, names(if (n == 1) raw else raw[[unlist_path(path[seq_len(n - 1)], raw)]]))
  }, 0L)
}

as_written_handlers <- stats::setNames(
  rep(list(function(x) x), 17),
  c("bool#yes", "bool#no", "int", "int#hex", "int#oct", "int#base60", "float", "float#fix", "float#exp", "float#base60",
    "float#inf", "float#neginf", "float#nan", "timestamp", "timestamp#iso8601", "timestamp#spaced", "timestamp#ymd")
)

test_that("one value is set, and no other line is touched, in files of every shape", {
  skip_second_time()
  refused <- done <- 0
  for (i in seq_len(asked_or("PAIRWAVE_DRAWN_YAML", 40, 150))) {
    withr::local_seed(1000 + i)
    text <- drawn_study_yaml()
    raw <- parse_study_text(text)
    for (one in sample(paths_of(raw), 3)) {
      word <- yaml_word()
      info <- paste(i, paste(unlist(one$path), collapse = " "), word, text, sep = "\n")
      made <- tryCatch(edit_study_text(text, "set", one$path, yaml_scalar(word)), pairwave_error_draft = function(e) NULL)
      refused <- refused + is.null(made)
      if (is.null(made)) next
      done <- done + 1
      # By a parser that is not ours, and by R's own assignment.
      expected <- raw
      expected[[unlist_path(one$path, raw)]] <- word
      expect_identical(yaml::yaml.load(made, handlers = as_written_handlers), expected, info = info)
      lines <- touched(text, made)
      expect_identical(is_comment(lines$gone), logical(length(lines$gone)), info = info)
      expect_lte(length(lines$new), 1)
      expect_identical(endsWith(made, "\n"), endsWith(text, "\n"), info = info)
      if (grepl("\r\n", text, fixed = TRUE)) expect_no_match(made, "[^\r]\n")
    }
  }
  # Lists and mappings in lines of their own are no single value, and are refused.
  expect_gt(done, 2 * refused)
})

test_that("keys are added, taken away and put in order, and comments stay with what they are about", {
  done <- 0
  for (i in seq_len(asked_or("PAIRWAVE_DRAWN_YAML", 40, 150))) {
    withr::local_seed(2000 + i)
    text <- drawn_study_yaml()
    raw <- parse_study_text(text)
    info <- paste(i, text, sep = "\n")
    try_edit <- function(...) tryCatch(edit_study_text(text, ...), pairwave_error_draft = function(e) NULL)
    load <- function(made) yaml::yaml.load(made, handlers = as_written_handlers)
    comments <- function(text) sort(Filter(is_comment, strsplit(text, "\r?\n")[[1]]))
    added <- try_edit("set", list("scales", "new"), "{items: [a, b]}")
    if (!is.null(added)) {
      done <- done + 1
      expected <- raw
      expected$scales$new <- list(items = c("a", "b"))
      expect_identical(load(added), expected, info = info)
      expect_identical(comments(added), comments(text), info = info)
      # And taken away again, it is what it was.
      expect_identical(edit_study_text(added, "remove", list("scales", "new")), text, info = info)
    }
    order <- sample(length(raw$waves))
    ordered <- try_edit("order", list("waves"), order)
    if (!is.null(ordered)) {
      done <- done + 1
      expected <- raw
      expected$waves <- raw$waves[order]
      expect_identical(load(ordered), expected, info = info)
      expect_identical(comments(ordered), comments(text), info = info)
      expect_identical(edit_study_text(ordered, "order", list("waves"), order(order)), text, info = info)
    }
    gone <- try_edit("remove", list("waves", names(raw$waves)[1]))
    if (!is.null(gone)) {
      expected <- raw
      expected$waves <- raw$waves[-1]
      if (!length(expected$waves)) expected$waves <- NULL
      expect_identical(load(gone), expected, info = info)
    }
  }
  expect_gt(done, 40)
})

test_that("a list of texts keeps the lines of those that stay, with their comments", {
  text <- "a:\n  # first\n  - x # one\n\n  - \"y\"\n  # of z\n  - z\nb: c\n"
  expect_identical(edit_study_text(text, "list", "a", c("z", "new: 1", "x")),
                   "a:\n  # of z\n  - z\n  - \"new: 1\"\n  # first\n  - x # one\nb: c\n")
  expect_identical(edit_study_text("a: [x, y] # why\n", "list", "a", "x"), "a: [x] # why\n")
  expect_identical(edit_study_text("a: x\nb: c\n", "list", "a", character()), "b: c\n")
  expect_identical(edit_study_text("b: c\n", "list", "a", character()), "b: c\n")
  expect_identical(edit_study_text("a:\n  k: [x]\nb: c\n", "list", list("a", "k"), character()), "b: c\n")
})

test_that("an entry is appended in the way of those that are there, or as a section of its own", {
  entry <- "{column: x}"
  append <- function(text) edit_study_text(text, "append", "demographics", entry, "asked once")
  expect_identical(append("demographics:\n    - {column: a} # b\n# end\n"),
                   "demographics:\n    - {column: a} # b\n    - {column: x} # asked once\n# end\n")
  expect_identical(append("demographics: [{column: a}]\n"), "demographics: [{column: a}, {column: x}]\n")
  expect_identical(append("demographics: []\n"), "demographics: [{column: x}]\n")
  expect_identical(append("demographics: # none yet\nchecks: {}\n"),
                   "demographics: # none yet\n  - {column: x} # asked once\nchecks: {}\n")
  # Behind the sections that stand before it in ?study_file.
  expect_identical(append("waves: {a: b}\nscales:\n  c: d\nchecks: {}"),
                   "waves: {a: b}\nscales:\n  c: d\ndemographics:\n  - {column: x} # asked once\nchecks: {}")
  expect_identical(append("checks: {}\n"), "demographics:\n  - {column: x} # asked once\nchecks: {}\n")
})

test_that("what can't be changed is said, and nothing is", {
  expect_snapshot(error = TRUE, {
    edit_study_text("title: |\n  over\n  lines\n", "set", "title", "x")
    edit_study_text("id: {column: [a, # the code\n  b]}\n", "set", list("id", "column"), "c")
    edit_study_text("scales:\n  a: &x {items: q1}\n", "set", list("scales", "a", "label"), "c")
    edit_study_text("demographics: {a: b}\n", "append", "demographics", "{column: x}")
  })
})

test_that("comments of the draft go with what they explain, and all others stay", {
  text <- "a: 1\n# own\n# mine\nb:\n  # own two\n  c: {d: e}\n"
  expect_identical(replace_own_comments(text, list("b", "c", "d"), c("# own", "  # own two"), "New."),
                   "a: 1\n# own\n# mine\nb:\n  # New.\n  c: {d: e}\n")
  expect_identical(replace_own_comments(text, "b", c("# own", "  # own two")), text)
  expect_identical(replace_own_comments(text, "b", c("# own", "# mine")), "a: 1\nb:\n  # own two\n  c: {d: e}\n")
  expect_identical(replace_own_comments(text, "z", "# own"), text)
})
