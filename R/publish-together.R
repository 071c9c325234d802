# Decides which rounded counts of several questions may stand beside each other. What one
# table leaves open another can close: where 13 to 17 men gave a code, of whom at most 12
# came again, and students by year are at most 26 together, all have one size left.

# Which blocks of counts may be shown rounded, decided in the order of `turns`, a data
# frame with a `question` and a `block` in each row: the counts of one population by one
# question, shown as a whole or not at all. It is enough to find, for each size that is
# shown or must not follow, one person more, less, or in place of another, who leaves
# every count as it is shown and changes that size.
#
# Sets of people are logical vectors along the same people: of `counted` the sizes are
# shown, those of `watched` must not follow. A question has
# - `populations`: sets of people, by name;
# - `answers`: for each person the number of one answer;
# - `group`: for each person which answers they can have given, those `of` their group;
# - `blocks`: for each population, by name, a logical matrix that says which answers (rows)
#   each count of it (columns) is of;
# - `watched`: such a matrix of sizes of everybody that must not follow; may be left out;
# - `reached`: whether a block is suppressed where one of its counts can't be changed so
#   from the first.
#
# Nothing published says how answers to two questions go together, so that who comes or
# goes can take any answers along. Gives the names of the blocks shown, by question.
publish_together <- function(counted, watched, questions, turns, profile) {
  by_question <- unlist(lapply(unname(questions), function(question) {
    groups <- lapply(unique(question$group), function(one) question$group == one)
    c(unname(question$populations), groups)
  }), recursive = FALSE)
  whole <- unname(c(counted, watched))
  parts <- parts_of(c(whole, by_question))
  part <- integer(length(parts$people[[1]]))
  for (i in seq_along(parts$people)) part[parts$people[[i]]] <- i
  inside <- unname(parts$inside)
  system <- list(
    moves = moves_between_parts(inside),
    whole = sizes_of_whole(inside[, seq_along(whole), drop = FALSE], tabulate(part),
                       length(counted), profile),
    questions = lapply(questions, question_states, part, profile)
  )
  system$questions <- lapply(system$questions, question_moves, system$moves)
  system$fits <- fitting(system$whole$of, system$moves, system$whole$up, system$whole$down)
  system <- settle_moves(system)
  system <- look_for_witnesses(system, required = FALSE)
  for (i in seq_len(nrow(turns))) {
    system <- show_block(system, turns$question[i], turns$block[i]) %||% system
  }
  lapply(system$questions, `[[`, "shown")
}

# ---- people of one kind in place of another ----------------------------------

# The changes of one person's part: out of one, or 0 for somebody more, into another, or 0
# for somebody less, of those most alike where there are many; or in the same.
moves_between_parts <- function(inside, most = 30) {
  parts <- nrow(inside)
  apart <- as.matrix(stats::dist(inside + 0, "manhattan"))
  near <- lapply(seq_len(parts), function(i) order(apart[i, ])[seq_len(min(most, parts))])
  from <- c(rep(seq_len(parts), lengths(near)), seq_len(parts), rep(0L, parts))
  to <- c(unlist(near), rep(0L, parts), seq_len(parts))
  both <- unique(cbind(from = c(from, to), to = c(to, from)))
  list(from = both[, "from"], to = both[, "to"])
}

# The moves that leave each count within what is shown of it. `of` has a row for each state
# that `from` and `to` number, what somebody in it adds to each count.
fitting <- function(of, moves, up, down) {
  fits <- rep(TRUE, length(moves$from))
  for (i in seq_len(ncol(of))) {
    of_one <- c(0, of[, i])
    change <- of_one[moves$to + 1L] - of_one[moves$from + 1L]
    fits <- fits & change <= up[i] & -change <= down[i]
  }
  fits
}

# How far counts of these sizes can go up and down with the same shown.
room_of <- function(size, profile) {
  span <- round_counts(size, max(size, 0) + 3 * profile$base, profile)
  list(up = span$high - size, down = size - span$low)
}

# The sets that concern no question: `counted` of them are shown, the rest is watched.
sizes_of_whole <- function(inside, people, counted, profile) {
  size <- colSums(inside * people)
  room <- room_of(size, profile)
  watched <- seq_along(size) > counted
  room$up[watched] <- Inf
  room$down[watched] <- Inf
  c(list(of = unname(inside) + 0, there = size > 0), room)
}

# The states in which people are for a question, what somebody in each adds to each count
# of each block, and the room of these counts.
question_states <- function(question, part, profile) {
  blocks <- names(question$blocks)
  first <- match(seq_len(max(part)), part)
  inside <- matrix(vapply(question$populations[blocks], `[`, logical(length(first)), first),
                   length(first), dimnames = list(NULL, blocks))
  key <- paste(question$group[first], apply(inside + 0L, 1, paste, collapse = ""))
  class <- match(key, unique(key))
  of_class <- inside[match(seq_len(max(class)), class), , drop = FALSE]
  group <- question$group[first][match(seq_len(max(class)), class)]
  states <- expand.grid(answer = seq_along(question$of), class = seq_along(group))
  states <- states[question$of[states$answer] == group[states$class], ]
  key <- paste(states$class, states$answer)
  people <- tabulate(match(paste(class[part], question$answers), key), nrow(states))
  counts <- lapply(stats::setNames(nm = blocks), function(block) {
    of <- question$blocks[[block]][states$answer, , drop = FALSE] * of_class[states$class, block]
    size <- colSums(of * people)
    c(list(of = unname(of), there = unname(size) > 0), room_of(unname(size), profile))
  })
  watched <- question$watched[states$answer, , drop = FALSE]
  list(
    class = class, classes = length(group), states = states, people = people, blocks = counts,
    watched = if (!is.null(watched)) {
      list(of = unname(watched) + 0, there = colSums(watched * people) > 0)
    },
    reached = isTRUE(question$reached), shown = character()
  )
}

# The changes of one person's state that go with a change of part. `pair` numbers the
# classes of parts that they are between.
question_moves <- function(question, moves) {
  pairs <- unique(pair_of(question, question$class, moves))
  there <- split(which(question$people > 0), question$states$class[question$people > 0])
  possible <- split(seq_len(nrow(question$states)), question$states$class)
  found <- lapply(pairs, function(pair) {
    from <- pair %% (question$classes + 1)
    to <- pair %/% (question$classes + 1)
    from <- if (from == 0) 0L else there[[as.character(from)]]
    to <- if (to == 0) 0L else possible[[as.character(to)]]
    data.frame(from = rep(from, length(to)), to = rep(to, each = length(from)),
               pair = rep(pair, length(from) * length(to)))
  })
  found <- do.call(rbind, found)
  question$moves <- as.list(found[found$from != found$to, ])
  question$fits <- rep(TRUE, length(question$moves$from))
  question
}

pair_of <- function(question, class, moves) {
  class <- c(0L, class)
  class[moves$from + 1L] + class[moves$to + 1L] * (question$classes + 1)
}

# ---- beside each other -------------------------------------------------------

# Finds the moves that fit what is shown of all questions: those of parts, and of each
# question those that go with one of these.
settle_moves <- function(system) {
  usable <- system$fits
  pairs <- lapply(system$questions, function(question) {
    pair_of(question, question$class, system$moves)
  })
  for (i in seq_along(pairs)) {
    question <- system$questions[[i]]
    stays <- pairs[[i]] %% (question$classes + 1) == pairs[[i]] %/% (question$classes + 1)
    usable <- usable & (stays | pairs[[i]] %in% question$moves$pair[question$fits])
  }
  system$usable <- usable
  for (i in seq_along(pairs)) {
    question <- system$questions[[i]]
    system$questions[[i]]$usable <- question$fits & question$moves$pair %in% pairs[[i]][usable]
  }
  system
}

# For each set one of the moves that change its size; NA where none does.
witnesses <- function(sets, moves, usable, known = NULL) {
  known <- known %||% rep(NA_integer_, ncol(sets$of))
  for (i in which(sets$there & !(usable[known] %in% TRUE))) {
    of_one <- c(0, sets$of[, i])
    known[i] <- which(usable & of_one[moves$from + 1L] != of_one[moves$to + 1L])[1]
  }
  known
}

# Looks for a witness of each size that had one. What had none before anything was shown of
# a question stays as it is. With `required`, NULL where one is lost.
look_for_witnesses <- function(system, required = TRUE) {
  lost <- FALSE
  look <- function(sets, moves, usable) {
    before <- sets$witness
    if (required) sets$there <- sets$there & !is.na(before)
    sets$witness <- witnesses(sets, moves, usable, before)
    lost <<- lost || (required && anyNA(sets$witness[sets$there]))
    sets
  }
  system$whole <- look(system$whole, system$moves, system$usable)
  for (i in seq_along(system$questions)) {
    question <- system$questions[[i]]
    looked_at <- if (required) question$shown else names(question$blocks)
    question$blocks[looked_at] <- lapply(question$blocks[looked_at], look, question$moves,
                                         question$usable)
    if (!is.null(question$watched)) {
      question$watched <- look(question$watched, question$moves, question$usable)
    }
    system$questions[[i]] <- question
    if (lost) return(NULL)
  }
  system
}

# The system with one more block shown; NULL where a size would follow.
show_block <- function(system, named, block) {
  question <- system$questions[[named]]
  counts <- question$blocks[[block]]
  if (question$reached && anyNA(counts$witness[counts$there])) return(NULL)
  question$fits <- question$fits & fitting(counts$of, question$moves, counts$up, counts$down)
  question$shown <- c(question$shown, block)
  system$questions[[named]] <- question
  look_for_witnesses(settle_moves(system))
}
