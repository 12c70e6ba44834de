/** Prints the numbers of all weather stations as a JSON list, for the matrix of the mission. */
console.log(JSON.stringify([1, 2, 3, 4, 5, 6]));
