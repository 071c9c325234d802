# A little-endian .sav (uncompressed or bytecode) as a big-endian machine would
# have written it. Gives raw; stops at what it does not know.
big_endian_sav <- function(from) {
  to <- from
  at <- 0 # bytes done
  i32 <- function(offset) readBin(from[offset + 1:4], "integer", endian = "little")
  swap <- function(width, times = 1) {
    if (times == 0) return(invisible())
    bytes <- at + seq_len(width * times)
    to[bytes] <<- as.vector(matrix(from[bytes], width)[width:1, ])
    at <<- at + width * times
  }
  pass <- function(n) {
    force(n) # may move `at` first
    at <<- at + n
  }
  int <- function() {
    value <- i32(at)
    swap(4)
    value
  }
  up_to <- function(n, unit) unit * ceiling(n / unit)

  pass(64)
  swap(4, 2)
  compression <- int()
  swap(4, 2)
  swap(8)
  pass(84)
  is_text <- logical() # for each element of a case
  repeat {
    type <- int()
    if (type == 2) {
      width <- int()
      labelled <- int()
      missing <- int()
      swap(4, 2)
      pass(8)
      if (labelled) pass(up_to(int(), 4))
      if (width == 0) swap(8, abs(missing)) else pass(8 * abs(missing))
      is_text <- c(is_text, width != 0)
    } else if (type == 3) {
      n <- int()
      values <- at
      lengths <- integer(n)
      for (i in seq_len(n)) {
        pass(8)
        lengths[i] <- up_to(as.integer(from[at + 1]) + 1, 8)
        pass(lengths[i])
      }
      after <- at
      numeric <- !is_text[i32(at + 8)]
      at <- values
      for (i in seq_len(n)) {
        if (numeric) swap(8) else pass(8)
        pass(lengths[i])
      }
      at <- after
      swap(4)
      swap(4, int())
    } else if (type == 6) {
      pass(80 * int())
    } else if (type == 7) {
      subtype <- int()
      size <- int()
      n <- int()
      end <- at + size * n
      if (subtype == 3) {
        from[at + 24 + 1:4] <- as.raw(c(1, 0, 0, 0)) # says big-endian
      }
      if (subtype == 21) {
        while (at < end) {
          pass(int())
          swap(4)
          for (i in seq_len(int())) for (part in 1:2) pass(int())
        }
      } else if (subtype == 22) {
        while (at < end) {
          pass(int())
          missing <- as.integer(from[at + 1])
          pass(1)
          pass(int() * missing)
        }
      } else if (size > 1) {
        swap(size, n)
      }
      at <- end
    } else {
      stopifnot(type == 999)
      swap(4)
      break
    }
  }
  element <- 0
  value <- function() {
    if (is_text[element %% length(is_text) + 1]) pass(8) else swap(8)
  }
  while (at < length(from)) {
    if (compression == 0) {
      value()
      element <- element + 1
    } else {
      codes <- as.integer(from[at + 1:8])
      pass(8)
      for (code in codes) {
        if (code == 253) value()
        if (code %in% c(1:251, 253:255)) element <- element + 1
      }
    }
  }
  to
}
