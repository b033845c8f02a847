using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.Analysis.Forests;

/// <summary>A classification tree (Breiman, Friedman, Olshen and Stone 1984), as nodes in an array.</summary>
internal sealed class DecisionTree
{
    private readonly List<Node> _nodes = [];

    public static DecisionTree Grow(Matrix inputs, int[] classes, int classCount, int[] sample, ForestOptions options, ref RandomStream random)
    {
        var tree = new DecisionTree();
        var grower = new Grower(inputs, classes, classCount, options);
        tree.Grow(grower, sample, 0, ref random);
        return tree;
    }

    public int Predict(ReadOnlySpan<double> sample)
    {
        var at = 0;
        while (_nodes[at].Feature >= 0)
            at = sample[_nodes[at].Feature] <= _nodes[at].Threshold ? at + 1 : _nodes[at].Right;
        return _nodes[at].Class;
    }

    private void Grow(Grower grower, Span<int> sample, int depth, ref RandomStream random)
    {
        var place = _nodes.Count;
        _nodes.Add(new(-1, 0, 0, grower.Majority(sample)));
        if (grower.Split(sample, depth, ref random) is not { } split)
            return;
        var left = grower.Partition(sample, split);
        Grow(grower, sample[..left], depth + 1, ref random);
        _nodes[place] = new(split.Feature, split.Threshold, _nodes.Count, 0);
        Grow(grower, sample[left..], depth + 1, ref random);
    }

    /// <summary>A node; its left child is the next one. Feature −1 is a leaf.</summary>
    private readonly record struct Node(int Feature, double Threshold, int Right, int Class);

    private readonly record struct Cut(int Feature, double Threshold);

    /// <summary>Looks for splits; holds the scratch memory.</summary>
    private sealed class Grower(Matrix inputs, int[] classes, int classCount, ForestOptions options)
    {
        private readonly double[] _values = new double[inputs.Rows];
        private readonly int[] _order = new int[inputs.Rows];
        private readonly int[] _left = new int[classCount];
        private readonly int[] _all = new int[classCount];
        private readonly int _tried = Math.Max(1, (int)Math.Round(Math.Sqrt(inputs.Columns)));

        public int Majority(ReadOnlySpan<int> sample)
        {
            Count(sample);
            return Array.IndexOf(_all, _all.Max());
        }

        public Cut? Split(ReadOnlySpan<int> sample, int depth, ref RandomStream random)
        {
            Count(sample);
            if (depth >= options.Depth || sample.Length < 2 * options.LeafSize || _all.Max() == sample.Length)
                return null;
            var (best, cut) = (Score(_all, sample.Length) + 1e-9, default(Cut?));
            Span<int> features = stackalloc int[inputs.Columns];
            for (var i = 0; i < features.Length; i++)
                features[i] = i;
            for (var tried = 0; tried < _tried; tried++)
            {
                // The first places are drawn without replacement.
                var drawn = tried + random.NextInt(features.Length - tried);
                (features[tried], features[drawn]) = (features[drawn], features[tried]);
                Try(sample, features[tried], ref best, ref cut);
            }

            return cut;
        }

        public int Partition(Span<int> sample, Cut cut)
        {
            var left = 0;
            for (var i = 0; i < sample.Length; i++)
            {
                if (inputs[sample[i], cut.Feature] > cut.Threshold)
                    continue;
                (sample[left], sample[i]) = (sample[i], sample[left]);
                left++;
            }

            return left;
        }

        private void Try(ReadOnlySpan<int> sample, int feature, ref double best, ref Cut? cut)
        {
            var n = sample.Length;
            var values = _values.AsSpan(0, n);
            var order = _order.AsSpan(0, n);
            for (var i = 0; i < n; i++)
                (values[i], order[i]) = (inputs[sample[i], feature], classes[sample[i]]);
            values.Sort(order);
            Array.Clear(_left);
            for (var i = 0; i < n - options.LeafSize; i++)
            {
                _left[order[i]]++;
                if (i + 1 < options.LeafSize || values[i] == values[i + 1])
                    continue;
                var score = Score(_left, i + 1) + ScoreOfRest(n - i - 1);
                if (score > best)
                    (best, cut) = (score, new Cut(feature, Middle(values[i], values[i + 1])));
            }
        }

        // The middle of close neighbours may round up to the upper one, which then would go left.
        private static double Middle(double low, double high) => low + (0.5 * (high - low)) is var middle && middle < high ? middle : low;

        private void Count(ReadOnlySpan<int> sample)
        {
            Array.Clear(_all);
            foreach (var s in sample)
                _all[classes[s]]++;
        }

        // Σ n_c² / n: the larger, the purer (Gini, up to constants).
        private static double Score(int[] counts, int n)
        {
            var sum = 0.0;
            foreach (double c in counts)
                sum += c * c;
            return sum / n;
        }

        private double ScoreOfRest(int n)
        {
            var sum = 0.0;
            for (var c = 0; c < _all.Length; c++)
                sum += (double)(_all[c] - _left[c]) * (_all[c] - _left[c]);
            return sum / n;
        }
    }
}
