# People by exact code, of waves that come block by block. Where they don't fit the memory
# that `options(pairwave.link_memory = )` grants they are put on disk: in files of the session's
# temporary folder that have no name once they are open, by hashes of the codes.

# Bytes, about, that people may take; as much again may the tally of what they said.
link_memory <- function() {
  bytes <- getOption("pairwave.link_memory", 2^30)
  if (!is.numeric(bytes) || length(bytes) != 1 || is.na(bytes) || bytes < 0) {
    abort_pairwave(
      c("The option {.code pairwave.link_memory} must be a number of bytes.",
        x = "It is {.obj_type_friendly {bytes}}.",
        i = "Set it, as in {.code options(pairwave.link_memory = 1e9)}."),
      "argument", call = NULL
    )
  }
  as.double(bytes)
}

# Nobody yet; codes are compared `as_written` or by their normal form.
new_persons <- function(as_written) {
  check_spilled(.Call(
    pw_call_persons_begin, as_written, link_memory(), as.list(spill_paths(c("codes", "rows"))),
    hexadecimal_bytes(secret_name())
  ))
}

spill_paths <- function(names) tempfile(paste0("pairwave-", names, "-"))

# Passes on what the kernel gave, or says why people can't be linked.
check_spilled <- function(result, context = "Can't link the people.", call = NULL) {
  check_kernel(result, context, call = call, remedies = c(
    full = "Make room in the folder {.code tempdir()}, or set \\
            {.code options(pairwave.link_memory = )} higher.",
    memory = "Set {.code options(pairwave.link_memory = )} lower: more is put on disk then."
  ))
}

# Begins the next wave, of `rows` records, or the same `anew`.
begin_persons <- function(persons, rows, anew) {
  check_spilled(.Call(pw_call_persons_wave, persons, anew, as.double(rows)))
}

# Adds a block of codes, those of the rows after `from`.
add_persons <- function(persons, from, codes, where, call = NULL) {
  check_spilled(.Call(pw_call_persons_add, persons, as.double(from), codes),
                paste0("Can't read the codes of ", where, "."), call)
}

# Links the waves: how many `people` there are, whether they are `on_disk`, and by wave how
# many records are `uncoded`, and how many are `standing` for somebody. Where the most
# complete record stands for a person, none of several does yet.
link_persons <- function(persons, duplicates) {
  rules <- c("first", "last", "most_complete", "none")
  check_spilled(.Call(pw_call_persons_link, persons, match(duplicates, rules) - 1L))
}

# Whose the `n` records after `from` of a wave are, from 1: below 0 where another one stands
# for the person, or none; 0 without a code.
persons_of <- function(persons, wave, from, n) {
  check_spilled(.Call(pw_call_persons_of, persons, wave, as.double(from), as.double(n)))
}

# ---- what people said --------------------------------------------------------

# A tally of people whose records come wave by wave. `columns` are those of a pattern: first
# those that say who is in the waves, then whether there is a code, then what the records
# hold, at most `most` values each.
new_joined <- function(people, waves, columns, most) {
  handle <- check_spilled(.Call(
    pw_call_joined_begin, as.integer(people), as.integer(c(waves, length(columns), most)),
    link_memory(), spill_paths("people")
  ))
  list(
    add = function(wave, person, first, values) {
      check_spilled(.Call(pw_call_joined_add, handle, wave, person, as.integer(first),
                         unname(values)))
    },
    found = function() {
      found <- check_spilled(.Call(pw_call_joined_found, handle))
      new_frame(c(stats::setNames(found$answers, columns), list(n = found$count)))
    }
  )
}
