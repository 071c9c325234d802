# The id of a drafted study: the column that tells people apart within a wave
# and finds them again in the others, and the list of attendance that has it.

draft_id <- function(waves, items, call) {
  columns <- Reduce(intersect, lapply(waves, function(wave) names(wave$survey)))
  candidates <- lapply(setdiff(columns, items), id_candidate, waves = waves)
  candidates <- do.call(rbind, candidates[lengths(candidates) > 0])
  if (is.null(candidates)) {
    abort_pairwave(
      c("The exports must have a column that tells people apart.",
        x = "No column is in all of them and differs from person to person.",
        i = paste("Name the exports of one survey only, or give the columns",
                  "with the codes the same name.")),
      "draft", call = call
    )
  }
  linking <- candidates$overlap >= 0.2
  candidates <- candidates[order(!linking, candidates$identifying, !candidates$named,
                                 -candidates$overlap, -candidates$unique), ]
  best <- candidates[1, ]
  linking <- candidates$column[candidates$overlap >= 0.2]
  single <- length(waves) == 1
  weak <- !single && best$overlap < 0.2
  list(
    column = best$column,
    reason = paste0(
      whole_percent(best$unique), " of its answers differ within a wave",
      if (!single) paste0("; ", whole_percent(best$overlap),
                          " of a later wave's are in the one before")
    ),
    weak = weak,
    others = utils::head(setdiff(linking, best$column), 3),
    doubt = if (weak) paste0(
      "No column links the waves well; ", best$column, " is the nearest. ",
      "Check `id: column`."
    )
  )
}

whole_percent <- function(share) paste0(round(100 * share), "%")

# What a column is worth as an id, or NULL where it can't be one.
id_candidate <- function(column, waves) {
  values <- lapply(waves, function(wave) wave$survey[[column]])
  first <- values[[1]]
  about <- attr(waves[[1]]$survey, "survey")
  one_file <- !is.null(waves[[1]]$where)
  own <- column %in% own_columns(waves[[1]]$survey) &&
    !(one_file && column %in% about$respondent)
  if (own || is.logical(first) || time_kind(first) > 0 || is.list(first) ||
      length(attr(first, "labels"))) {
    return(NULL)
  }
  # Of what identifies a person only an e-mail address finds them again.
  identifying <- is_identifying(first)
  if (identifying && !any(grepl("@", bare_values(first), fixed = TRUE))) {
    return(NULL)
  }
  codes <- lapply(values, function(x) {
    codes <- normal_codes(x, column)
    codes[nzchar(codes)]
  })
  if (any(lengths(codes) == 0)) return(NULL)
  given <- min(lengths(codes) / vapply(values, length, 0L))
  unique_share <- min(vapply(codes, function(x) length(unique(x)) / length(x), 0))
  # Long answers in words are no codes; a running number starts anew each time.
  running <- !one_file && all(vapply(codes, is_running_number, NA))
  long <- stats::median(nchar(codes[[1]])) > 40
  if (given < 0.7 || unique_share < 0.8 || running || long ||
      length(unique(codes[[1]])) < 3) {
    return(NULL)
  }
  overlap <- if (length(codes) == 1) 1 else max(vapply(seq_along(codes)[-1], function(i) {
    mean(unique(codes[[i]]) %in% codes[[i - 1]])
  }, 0))
  data.frame(column = column, unique = unique_share, overlap = overlap,
             identifying = identifying,
             named = grepl("code|(^|_)id($|_)|pseudonym|token", column, ignore.case = TRUE))
}

is_running_number <- function(x) {
  n <- suppressWarnings(as.numeric(x))
  !anyNA(n) && length(n) > 2 && all(diff(sort(n)) == 1)
}

# The list of who came: marks of 0 and 1 beside a column of codes that are those
# of the first wave.
draft_attendance <- function(files, waves, id, dir) {
  for (file in files) {
    data <- suppressWarnings(read_survey(file, platform = "none"))
    marks <- names(data)[vapply(data, function(x) {
      is.numeric(x) && all(bare_values(x) %in% c(0, 1, NA))
    }, NA)]
    codes <- normal_codes(waves[[1]]$survey[[id$column]], id$column)
    share <- vapply(setdiff(names(data), marks), function(name) {
      mean(codes %in% setdiff(normal_codes(data[[name]], name), ""))
    }, 0)
    if (length(share) == 0 || max(share) < 0.2 || length(marks) == 0) next
    numbered <- grepl("[0-9]$", marks)
    return(list(
      path = file, file = relative_path(file, dir), id = names(share)[which.max(share)],
      sessions = if (any(numbered)) marks[numbered] else marks,
      groups = if (any(numbered)) marks[!numbered] else character(),
      reason = paste0(whole_percent(max(share)), " of the first wave's codes are in it")
    ))
  }
  NULL
}
