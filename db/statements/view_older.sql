(select *, {blanks} from {view})
