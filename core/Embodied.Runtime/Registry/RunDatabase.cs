using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Embodied.Runtime.Registry;

/// <summary>
/// What run folders say, remembered so that thousands need not be read again. It holds nothing of its own: one that is missing, broken or of another version is
/// made anew from the folders.
/// </summary>
internal sealed class RunDatabase : IDisposable
{
    /// <summary>Name of the file, in the folder that is looked through.</summary>
    public const string FileName = ".runs.sqlite";

    // Changes with what a row holds.
    private const long Version = 1;

    private const string Schema = "CREATE TABLE IF NOT EXISTS runs (run TEXT PRIMARY KEY, stamp TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID";

    private readonly SqliteConnection _connection;

    private RunDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens that of a folder; where none can be kept, one in memory does.</summary>
    public static RunDatabase Open(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            return OpenFile(file);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Broken or NotADatabase)
        {
            return Anew(file);
        }
        catch (SqliteException)
        {
            // A folder that may be read and not written to.
            return Connect("Data Source=:memory:");
        }
    }

    /// <summary>Every run that is remembered, with its stamp.</summary>
    public Dictionary<string, (string Stamp, RunRecord Record)> All()
    {
        var all = new Dictionary<string, (string, RunRecord)>(StringComparer.Ordinal);
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT run, stamp, record FROM runs";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (RecordOf(reader.GetString(2)) is { } record)
                all[reader.GetString(0)] = (reader.GetString(1), record);
        }

        return all;
    }

    /// <summary>Remembers some and forgets others, all or nothing.</summary>
    public void Change(IEnumerable<(string Stamp, RunRecord Record)> read, IEnumerable<string> gone)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var (stamp, record) in read)
            Execute("INSERT OR REPLACE INTO runs VALUES ($run, $stamp, $record)", transaction, ("$run", record.Run), ("$stamp", stamp), ("$record", JsonSerializer.Serialize(record)));
        foreach (var run in gone)
            Execute("DELETE FROM runs WHERE run = $run", transaction, ("$run", run));
        transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org, result codes).
    private const int Broken = 11;
    private const int NotADatabase = 26;

    /// <summary>Removes that of a folder, where it can be.</summary>
    public static void Remove(string folder)
    {
        try
        {
            File.Delete(Path.Combine(folder, FileName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays, and is passed over the next time, too.
        }
    }

    private static RunRecord? RecordOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<RunRecord>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RunDatabase OpenFile(string file)
    {
        // Without pooling the file is let go of at once, so that it can be removed.
        var database = Connect(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        if (database.VersionFound() == Version)
            return database;
        database.Dispose();
        return Anew(file);
    }

    private static RunDatabase Anew(string file)
    {
        File.Delete(file);
        return Connect(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
    }

    private static RunDatabase Connect(string source)
    {
        var connection = new SqliteConnection(source);
        try
        {
            connection.Open();
            var database = new RunDatabase(connection);
            if (database.IsEmpty())
                database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"), null);
            database.Execute(Schema, null);
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private bool IsEmpty() => Scalar("SELECT count(*) FROM sqlite_master") == 0;

    private long VersionFound() => Scalar("PRAGMA user_version");

    private long Scalar(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string text, SqliteTransaction? transaction, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        using var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
