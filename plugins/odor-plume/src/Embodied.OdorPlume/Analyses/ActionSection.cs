using Embodied.Sdk.Analysis;
using Embodied.Sdk.Randomness;

namespace Embodied.OdorPlume.Analyses;

/// <summary>Which quantities predict the actions: a random forest on all of them against one on what is perceived at the instant.</summary>
internal static class ActionSection
{
    private const int MostTraining = 12000;
    private const int MostTest = 3000;
    private const int Permutations = 30;
    private const int InstantFeatures = 3;
    private static readonly string[] Features = ["wind ahead", "wind left", "odour", "heading", "steps since odour", "odour average", "encounter average"];

    public static ReportSection Build(TrackStudy study)
    {
        // Windows at the published medians when there is no memory to search them in.
        var (odourSpan, encounterSpan) = study.HasStates
            ? (HistorySection.BestSpan(study, OdourHistory.Odour), HistorySection.BestSpan(study, OdourHistory.Encounters))
            : (8, 44);
        var (train, test) = Split(study, odourSpan, encounterSpan);
        var (inputs, classes) = (Inputs(train, Features.Length), train.Select(s => s.Class).ToArray());
        var all = study.Statistics.Forest(inputs, classes, new(study.Seed));
        var instant = study.Statistics.Forest(Inputs(train, InstantFeatures), classes, new(study.Seed));
        var testClasses = test.Select(s => s.Class).ToArray();
        var accuracy = Accuracy(all, Inputs(test, Features.Length), testClasses);
        var common = classes.CountBy(c => c).MaxBy(c => c.Value).Key;
        var (means, deviations) = Importance(all, test, accuracy, study.Seed);
        return new()
        {
            Heading = "What predicts the action",
            Text =
            [
                $"Random forests of 30 trees name one of six actions (turn right, straight, left; slow, fast) on {train.Length} steps and are tested on {test.Length} steps of "
                + $"other episodes. Averages have spans of {odourSpan} and {encounterSpan} steps. Importance is the accuracy lost when a feature is shuffled "
                + $"among the test steps, mean and standard deviation of {Permutations} shuffles.",
            ],
            Tables =
            [
                new("action-accuracy", ["features", "accuracy", "Singh et al. 2023"],
                [
                    ["all", Math.Round(accuracy, 3), ".84 .67 .82 .70 .84"],
                    ["instantaneous", Math.Round(Accuracy(instant, Inputs(test, InstantFeatures), testClasses), 3), ".74 .49 .69 .53 .74"],
                    ["none: the most common action", Math.Round(testClasses.Count(c => c == common) / (double)testClasses.Length, 3), ".33 .28 .39 .44 .40"],
                ]),
            ],
            Figures =
            [
                new()
                {
                    Name = "action-importance",
                    Title = "What the classifier of actions relies on",
                    XLabel = "",
                    YLabel = "accuracy lost",
                    Categories = Features,
                    Series = [new("importance", SeriesStyle.Bars, [.. Features.Select((_, i) => (double)i)], means) { Error = deviations }],
                },
            ],
        };
    }

    private static (Sample[] Train, Sample[] Test) Split(TrackStudy study, double odourSpan, double encounterSpan)
    {
        var random = RandomStream.For(study.Seed, 7);
        var (train, test) = (new List<Sample>(), new List<Sample>());
        foreach (var episode in study.Balanced)
            (random.NextDouble() < 0.8 ? train : test).AddRange(SamplesOf(episode, odourSpan, encounterSpan));
        return (Thin(train, MostTraining, ref random), Thin(test, MostTest, ref random));
    }

    private static IEnumerable<Sample> SamplesOf(TrackEpisode episode, double odourSpan, double encounterSpan)
    {
        var since = OdourHistory.StepsSinceOdour(episode);
        var odour = OdourHistory.Average(OdourHistory.Odour(episode), odourSpan);
        var encounters = OdourHistory.Average(OdourHistory.Encounters(episode), encounterSpan);
        for (var t = 0; t < episode.Length; t++)
        {
            var (ahead, left, smelt) = episode.Sensed[t];
            var (move, turn) = episode.Action[t];
            var kind = (turn < -1.0 / 3 ? 0 : turn > 1.0 / 3 ? 2 : 1) + (move > 0 ? 3 : 0);
            yield return new([ahead, left, smelt, episode.Pose[t].Heading, since[t], odour[t], encounters[t]], kind);
        }
    }

    private static Sample[] Thin(List<Sample> samples, int most, ref RandomStream random)
    {
        for (var i = 0; i < Math.Min(most, samples.Count); i++)
        {
            var drawn = i + random.NextInt(samples.Count - i);
            (samples[i], samples[drawn]) = (samples[drawn], samples[i]);
        }

        return [.. samples.Take(most)];
    }

    private static Matrix Inputs(Sample[] samples, int features) => new([.. samples.SelectMany(s => s.Features.Take(features))], samples.Length, features);

    private static double Accuracy(IClassifier classifier, Matrix inputs, int[] classes)
    {
        var right = 0;
        for (var i = 0; i < classes.Length; i++)
            right += classifier.Predict(inputs.Row(i)) == classes[i] ? 1 : 0;
        return right / (double)Math.Max(1, classes.Length);
    }

    private static (double[] Means, double[] Deviations) Importance(IClassifier classifier, Sample[] test, double accuracy, ulong seed)
    {
        var (means, deviations) = (new double[Features.Length], new double[Features.Length]);
        var classes = test.Select(s => s.Class).ToArray();
        for (var feature = 0; feature < Features.Length; feature++)
        {
            var losses = new double[Permutations];
            for (var p = 0; p < Permutations; p++)
            {
                var random = RandomStream.For(seed, (ulong)((feature * Permutations) + p));
                var inputs = Inputs(test, Features.Length);
                for (var i = test.Length - 1; i > 0; i--)
                {
                    var (a, b) = ((i * Features.Length) + feature, (random.NextInt(i + 1) * Features.Length) + feature);
                    (inputs.Values[a], inputs.Values[b]) = (inputs.Values[b], inputs.Values[a]);
                }

                losses[p] = accuracy - Accuracy(classifier, inputs, classes);
            }

            means[feature] = losses.Average();
            deviations[feature] = Math.Sqrt(losses.Sum(l => (l - means[feature]) * (l - means[feature])) / (Permutations - 1));
        }

        return (means, deviations);
    }

    private sealed record Sample(double[] Features, int Class);
}
