# Decides whose a coded stretch is: a case's, a speaker's, or the one person's of
# whom the source is.

no_people <- new_frame(list(participant = character(), source = character(),
                            start = integer(), end = integer()))

# Rows with their participant, and everyone who could have one. `people` are the
# stretches that the project says are a person's.
with_participants <- function(rows, sources, text, people, ask, file, call) {
  speaker <- ask$speaker
  found <- if (!is.null(speaker)) "speaker" else if (nrow(people)) "case" else "source"
  rule <- ask$columns$participant %||% found
  if (rule == "source") {
    rows$participant <- rows$source
    known <- new_frame(list(participant = sources$source, source = sources$source))
  } else {
    if (rule == "speaker") people <- speaker_turns(sources$source, text, speaker, file, call)
    rows <- share_out(rows, people)
    known <- unique(people[c("participant", "source")])
  }
  known$unit <- known$source
  list(rows = rows, participants = known, rule = rule)
}

# The turns of speakers: each from a line that `speaker` matches to the next. The
# name is what its first group matches, or all of it.
speaker_turns <- function(source, text, speaker, file, call) {
  check_speaker(speaker, call)
  found <- lapply(which(!is.na(text)), function(i) {
    lines <- strsplit(text[i], "\n", fixed = TRUE)[[1]]
    at <- regexpr(speaker, lines, perl = TRUE)
    turn <- which(at > 0)
    if (length(turn) == 0) return(NULL)
    group <- attr(at, "capture.start")
    from <- if (length(group)) group[turn, 1] else as.vector(at)[turn]
    width <- if (length(group)) attr(at, "capture.length")[turn, 1]
             else attr(at, "match.length")[turn]
    begins <- c(0L, cumsum(nchar(lines) + 1L))[turn]
    new_frame(list(
      participant = squash(substring(lines[turn], from, from + width - 1)),
      source = rep(source[i], length(turn)), start = begins,
      end = c(begins[-1], nchar(text[i]))
    ))
  })
  turns <- do.call(rbind, found)
  if (is.null(turns)) {
    abort_pairwave(
      c("{.arg speaker} must match the names of speakers in {.file {file}}.",
        x = "No text has a match of {.val {speaker}}.",
        i = "For lines such as {.val P1: I agree} it is {.val ^(P[0-9]+):}."),
      "argument", call = call
    )
  }
  turns[nzchar(turns$participant), , drop = FALSE]
}

check_speaker <- function(speaker, call) {
  fine <- is_text(speaker) &&
    !is.null(tryCatch(suppressWarnings(regexpr(speaker, "", perl = TRUE)),
                      error = function(e) NULL))
  if (!fine) {
    abort_pairwave(
      c("{.arg speaker} must be one regular expression.",
        x = "It is {.val {speaker}}.",
        i = "Such as {.val ^(P[0-9]+):} for lines that begin {.val P1:}."),
      "argument", call = call
    )
  }
}

# A stretch over the parts of several people is each one's: a row for each, with
# one number in `row`.
share_out <- function(rows, people) {
  within <- split(seq_len(nrow(rows)), factor(rows$source, unique(people$source)))
  parts <- split(seq_len(nrow(people)), factor(people$source, unique(people$source)))
  pairs <- Map(function(at, part) {
    if (length(at) == 0) return(NULL)
    found <- overlaps(rows$start[at], rows$end[at], people$start[part], people$end[part])
    list(row = at[found$stretch], part = part[found$part])
  }, within, parts)
  row <- as.integer(unlist(lapply(pairs, `[[`, "row")))
  who <- people$participant[unlist(lapply(pairs, `[[`, "part"))]
  known <- unique(people$participant)
  again <- duplicated(row * (length(known) + 1) + match(who, known))
  left <- setdiff(seq_len(nrow(rows)), row)
  at <- c(row[!again], left)
  order <- order(at)
  rows <- rows[at[order], , drop = FALSE]
  rows$participant <- c(who[!again], rep(NA_character_, length(left)))[order]
  rows
}

# Which stretches overlap which parts of one source by at least one character; one
# of no length lies where it begins. A part without places is the whole source; a
# stretch without is in such parts only.
overlaps <- function(start, end, part_start, part_end) {
  last <- pmax(end, start + 1L)
  whole <- which(is.na(part_start))
  placed <- which(!is.na(part_start) & part_end > part_start)
  placed <- placed[order(part_start[placed])]
  from <- part_start[placed]
  to <- part_end[placed]
  # Of parts in order, those that begin before a stretch ends and whose end, or
  # that of one before, lies behind its start.
  reach <- cummax(to)
  first <- findInterval(start, reach) + 1L
  final <- findInterval(last - 1L, from)
  n <- pmax(0L, final - first + 1L)
  n[is.na(n)] <- 0L
  stretch <- rep(seq_along(start), n)
  part <- sequence(n, ifelse(is.na(first), 1L, first))
  hit <- to[part] > start[stretch]
  list(stretch = c(stretch[hit], rep(seq_along(start), length(whole))),
       part = c(placed[part[hit]], rep(whole, each = length(start))))
}

# Codings with the linking codes of their participants. `key` is a named vector,
# or a table of two columns: the participant, and the code. Who is not in it is kept,
# and counted as not linked.
with_linking_codes <- function(codes, key, call) {
  key <- linking_key(key, call)
  known <- attr(codes, "participants")
  of <- function(who) {
    at <- match(who, key$participant)
    ifelse(is.na(at), who, key$code[at])
  }
  attr(codes, "unlinked") <- setdiff(known$participant, key$participant)
  codes$participant <- of(codes$participant)
  known$participant <- of(known$participant)
  attr(codes, "participants") <- known
  codes
}

linking_key <- function(key, call) {
  if (is_text(key) && is.null(names(key))) {
    check_survey_file(key, call)
    key <- read_survey(key, na = "", platform = "none")
  }
  if (is.character(key) && has_all_names(key)) {
    key <- new_frame(list(participant = names(key), code = unname(key)))
  }
  if (!is.data.frame(key) || length(key) < 2) {
    abort_pairwave(
      c("{.arg key} must be a table of two columns: the participant, and the linking code.",
        x = "It is {.obj_type_friendly {key}}.",
        i = "Or a named vector, as in {.code c(P1 = \"AB12\", P2 = \"CD34\")}."),
      "argument", call = call
    )
  }
  out <- new_frame(list(participant = cell_texts(key[[1]]), code = cell_texts(key[[2]])))
  out <- out[!is.na(out$participant), , drop = FALSE]
  if (anyDuplicated(out$participant)) {
    twice <- out$participant[duplicated(out$participant)][1]
    abort_pairwave(
      c("{.arg key} must have each participant once.", x = "{.val {twice}} comes twice."),
      "argument", call = call
    )
  }
  out
}
