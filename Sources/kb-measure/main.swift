print("nothing was measured")
