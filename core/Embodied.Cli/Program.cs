Console.WriteLine("embodied");
