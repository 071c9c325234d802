# Items in two waves.

two_waves <- c(pre = "*_pre", post = "*_post")

of_item <- function(before, after, ...) {
  item_change(data.frame(q_pre = before, q_post = after), items = "q",
              waves = two_waves, ...)
}

# A square table as a row for each person.
people_of <- function(table) {
  at <- as.data.frame(as.table(table), stringsAsFactors = TRUE)
  at <- at[rep(seq_len(nrow(at)), at$Freq), ]
  list(before = at$Var1, after = at$Var2)
}

# Stuart 1953: unaided vision of 7,477 women, right eye by left eye.
vision <- matrix(c(1520, 234, 117, 36, 266, 1512, 362, 82, 124, 432, 1772, 179,
                   66, 78, 205, 492), 4, dimnames = list(1:4, 1:4))
