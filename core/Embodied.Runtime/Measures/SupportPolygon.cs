namespace Embodied.Runtime.Measures;

/// <summary>The convex hull of points over the ground.</summary>
internal static class SupportPolygon
{
    /// <summary>Distance of a point from the nearest edge of the hull, positive inside. Allocates nothing; sorts the points.</summary>
    public static double Margin(Span<(double X, double Y)> points, (double X, double Y) at)
    {
        points.Sort();
        var corners = Hull(points);
        if (corners < 3)
            return -Distance(points[0], points[corners - 1], at);
        var margin = double.PositiveInfinity;
        var outside = double.PositiveInfinity;
        for (var i = 0; i < corners; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % corners]);
            margin = Math.Min(margin, Cross(a, b, at) / Math.Sqrt(((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y))));
            outside = Math.Min(outside, Distance(a, b, at));
        }

        return margin >= 0 ? margin : -outside;
    }

    /// <summary>Moves the corners of the hull of sorted points to the front, anticlockwise (monotone chain, Andrew 1979), and returns how many.</summary>
    private static int Hull(Span<(double X, double Y)> points)
    {
        var distinct = 1;
        for (var i = 1; i < points.Length; i++)
        {
            if (points[i] != points[distinct - 1])
                points[distinct++] = points[i];
        }

        var sorted = points[..distinct];
        if (distinct < 3)
            return distinct;
        Span<(double X, double Y)> hull = 2 * distinct <= 256 ? stackalloc (double X, double Y)[2 * distinct] : new (double X, double Y)[2 * distinct];
        var size = 0;
        for (var i = 0; i < distinct; i++)
            size = Add(hull, size, 2, sorted[i]);
        var lower = size + 1;
        for (var i = distinct - 2; i >= 0; i--)
            size = Add(hull, size, lower, sorted[i]);
        // The first corner closes the chain and is there twice.
        hull[..(size - 1)].CopyTo(points);
        return size - 1;
    }

    private static int Add(Span<(double X, double Y)> hull, int size, int least, (double X, double Y) point)
    {
        while (size >= least && Cross(hull[size - 2], hull[size - 1], point) <= 0)
            size--;
        hull[size] = point;
        return size + 1;
    }

    private static double Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));

    /// <summary>Distance from a line between two points, its ends included.</summary>
    private static double Distance((double X, double Y) a, (double X, double Y) b, (double X, double Y) at)
    {
        var (x, y) = (b.X - a.X, b.Y - a.Y);
        var square = (x * x) + (y * y);
        var share = square > 0 ? Math.Clamp((((at.X - a.X) * x) + ((at.Y - a.Y) * y)) / square, 0, 1) : 0;
        var (dx, dy) = (at.X - a.X - (share * x), at.Y - a.Y - (share * y));
        return Math.Sqrt((dx * dx) + (dy * dy));
    }
}
