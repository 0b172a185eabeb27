import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene as a peer: its own ArabicAnalyzer, its own facets over sorted sets, one thread, like our engines.
 *
 * <p>Usage: Peer index|ask FOLDER ARTICLES WORKLOAD wall|cpu. Input lines have fields separated by U+001F, multiple values by U+001E. Prints one
 * JSON object. All hits are counted, as ours are: early termination is switched off (facets would rule it out anyway).
 */
public final class Peer {
    private static final String FIELDS = "\u001f", VALUES = "\u001e";
    private static final String TEXT = "text";
    private static final int TEN = 10;
    private static final int WARM_ROUNDS = 8;
    private static final String[] THREE = {"place", "source", "month"};
    private static final Analyzer ANALYZER = new ArabicAnalyzer();
    private static final FacetsConfig FACETS = new FacetsConfig();

    static {
        FACETS.setMultiValued("place", true);
    }

    private final Directory directory;
    private final boolean cpu;
    private DirectoryReader reader;
    private IndexSearcher searcher;
    private SortedSetDocValuesReaderState state;

    private Peer(Path folder, boolean cpu) throws IOException {
        this.cpu = cpu;
        directory = FSDirectory.open(folder);
    }

    public static void main(String[] arguments) throws IOException {
        Peer peer = new Peer(Path.of(arguments[1]), arguments[4].equals("cpu"));
        String found = arguments[0].equals("index") ? peer.index(Path.of(arguments[2]))
            : peer.ask(Path.of(arguments[2]), Path.of(arguments[3]));
        System.out.println(found);
    }

    // Indexing

    private String index(Path articles) throws IOException {
        long taken = 0;
        long takenOfDay = 0;
        IndexWriter writer = new IndexWriter(directory, settings());
        try (BufferedReader lines = Files.newBufferedReader(articles, StandardCharsets.UTF_8)) {
            for (List<String> batch = batch(lines); !batch.isEmpty(); batch = batch(lines)) {
                long began = spent();
                long beganOfDay = System.nanoTime();
                for (String line : batch) {
                    writer.addDocument(FACETS.build(document(line)));
                }
                taken += spent() - began;
                takenOfDay += System.nanoTime() - beganOfDay;
            }
        }
        long began = spent();
        long beganOfDay = System.nanoTime();
        writer.forceMerge(1);
        writer.commit();
        writer.close();
        taken += spent() - began;
        takenOfDay += System.nanoTime() - beganOfDay;
        return String.format(Locale.ROOT, "{\"index_seconds\":%f,\"index_day_seconds\":%f,\"bytes\":%d,\"index_memory\":%d}",
            taken / 1e9, takenOfDay / 1e9, bytes(), memory());
    }

    private static IndexWriterConfig settings() {
        return new IndexWriterConfig(ANALYZER).setRAMBufferSizeMB(128);
    }

    private static List<String> batch(BufferedReader lines) throws IOException {
        List<String> batch = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            batch.add(line);
            if (batch.size() == 500) {
                break;
            }
        }
        return batch;
    }

    /** Fields of a line: primary key, day, month, source, places, then the texts. */
    private static Document document(String line) {
        String[] fields = line.split(FIELDS, -1);
        Document document = new Document();
        document.add(new StringField("pk", fields[0], Field.Store.YES));
        if (!fields[1].isEmpty()) {
            document.add(new LongPoint("day", Long.parseLong(fields[1])));
            document.add(new NumericDocValuesField("published", Long.parseLong(fields[1])));
            document.add(new SortedSetDocValuesFacetField("month", fields[2]));
        }
        if (!fields[3].isEmpty()) {
            document.add(new SortedSetDocValuesFacetField("source", fields[3]));
        }
        for (String place : fields[4].split(VALUES)) {
            if (!place.isEmpty()) {
                document.add(new SortedSetDocValuesFacetField("place", place));
            }
        }
        for (String text : fields[5].split(VALUES)) {
            document.add(new TextField(TEXT, text, Field.Store.NO));
        }
        return document;
    }

    // Querying

    private record Asked(String kind, String[] words, long first, long last, boolean dated) { }

    private String ask(Path articles, Path workload) throws IOException {
        Map<String, List<Asked>> warming = workload(workload, "warming");
        refresh(DirectoryReader.open(directory));
        StringBuilder times = new StringBuilder();
        for (String[] facets : new String[][] {{}, THREE}) {
            for (int round = 0; round < WARM_ROUNDS; round++) {
                asked(warming, facets);
            }
        }
        for (String[] facets : new String[][] {{}, THREE}) {
            times.append(times.isEmpty() ? "" : ",").append(asked(workload(workload, String.valueOf(facets.length)), facets));
        }
        long memory = memory();
        return String.format(Locale.ROOT, "{\"times\":[%s],\"ask_memory\":%d,\"changes\":%s}", times, memory, changes(articles));
    }

    /** Runs one query of each class in rotation. */
    private String asked(Map<String, List<Asked>> workload, String[] facets) throws IOException {
        int size = workload.values().iterator().next().size();
        Map<String, double[]> taken = new LinkedHashMap<>();
        Map<String, int[]> hits = new LinkedHashMap<>();
        for (String name : workload.keySet()) {
            taken.put(name, new double[size]);
            hits.put(name, new int[size]);
        }
        for (int number = 0; number < size; number++) {
            for (Map.Entry<String, List<Asked>> entry : workload.entrySet()) {
                Asked asked = entry.getValue().get(number);
                Query query = query(asked);
                boolean newest = asked.kind.equals("browse");
                long began = now();
                hits.get(entry.getKey())[number] = answer(query, newest, facets);
                taken.get(entry.getKey())[number] = (now() - began) / 1e6;
            }
        }
        List<String> rows = new ArrayList<>();
        for (String name : workload.keySet()) {
            int[] counts = hits.get(name);
            Arrays.sort(counts);
            rows.add(String.format(Locale.ROOT, "{\"name\":\"%s\",\"facets\":%d,\"hits\":%d,\"milliseconds\":%s}",
                name, facets.length, counts[counts.length / 2], Arrays.toString(taken.get(name))));
        }
        return String.join(",", rows);
    }

    private int answer(Query query, boolean newest, String[] facets) throws IOException {
        FacetsCollector collected = null;
        TopDocs top;
        if (facets.length > 0) {
            FacetsCollectorManager.FacetsResult found = newest
                ? FacetsCollectorManager.search(searcher, query, TEN, NEWEST, new FacetsCollectorManager())
                : FacetsCollectorManager.search(searcher, query, TEN, new FacetsCollectorManager());
            top = found.topDocs();
            collected = found.facetsCollector();
        } else {
            top = newest ? searcher.search(query, new TopFieldCollectorManager(NEWEST, TEN, null, Integer.MAX_VALUE))
                : searcher.search(query, new TopScoreDocCollectorManager(TEN, null, Integer.MAX_VALUE));
        }
        if (collected != null) {
            SortedSetDocValuesFacetCounts counts = new SortedSetDocValuesFacetCounts(state, collected);
            for (String facet : facets) {
                counts.getTopChildren(facet.equals("month") ? 1000 : 20, facet);
            }
        }
        return (int) top.totalHits.value;
    }

    private static final Sort NEWEST = new Sort(new SortField("published", SortField.Type.LONG, true));

    private static Query query(Asked asked) throws IOException {
        Query words = switch (asked.kind) {
            case "browse" -> new MatchAllDocsQuery();
            case "prefix" -> new PrefixQuery(new Term(TEXT, normalized(asked.words[0])));
            case "phrase" -> phrase(asked.words);
            default -> bag(asked.words, asked.kind.equals("any") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST);
        };
        if (!asked.dated) {
            return words;
        }
        return new BooleanQuery.Builder().add(words, BooleanClause.Occur.MUST)
            .add(LongPoint.newRangeQuery("day", asked.first, asked.last), BooleanClause.Occur.FILTER).build();
    }

    private static Query bag(String[] words, BooleanClause.Occur occur) throws IOException {
        List<String> terms = terms(String.join(" ", words));
        if (terms.size() == 1) {
            return new TermQuery(new Term(TEXT, terms.get(0)));
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        terms.forEach(term -> query.add(new TermQuery(new Term(TEXT, term)), occur));
        return query.build();
    }

    private static Query phrase(String[] words) throws IOException {
        PhraseQuery.Builder query = new PhraseQuery.Builder();
        terms(String.join(" ", words)).forEach(term -> query.add(new Term(TEXT, term)));
        return query.build();
    }

    private static List<String> terms(String text) throws IOException {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = ANALYZER.tokenStream(TEXT, text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        }
        return terms;
    }

    /** A prefix, with letters folded as Lucene does, not stemmed. */
    private static String normalized(String beginning) {
        return ANALYZER.normalize(TEXT, beginning).utf8ToString();
    }

    // Updates

    private String changes(Path articles) throws IOException {
        List<String> found = new ArrayList<>();
        IndexWriter writer = new IndexWriter(directory, settings());
        try (BufferedReader lines = Files.newBufferedReader(articles, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null && number < 20; line = lines.readLine()) {
                String[] fields = line.split(FIELDS, -1);
                String word = "زخرفقطمبر" + "بثجحخدذرزسشصضطظعغفقم".substring(number, number + 1).repeat(3);
                long began = System.nanoTime();
                writer.updateDocument(new Term("pk", fields[0]), FACETS.build(document(line + VALUES + word)));
                writer.commit();
                DirectoryReader newer = DirectoryReader.openIfChanged(reader);
                refresh(newer == null ? reader : newer);
                int hits = answer(bag(new String[] {word}, BooleanClause.Occur.MUST), false, new String[0]);
                if (hits != 1) {
                    throw new IllegalStateException("The changed article " + fields[0] + " was not found: " + hits);
                }
                found.add(String.format(Locale.ROOT, "%f", (System.nanoTime() - began) / 1e9));
                number++;
            }
        }
        writer.close();
        return "[" + String.join(",", found) + "]";
    }

    /** Processor time of this process in nanoseconds; merges run in separate threads. */
    private long spent() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return cpu ? system.getProcessCpuTime() : System.nanoTime();
    }

    /** Processor time of the querying thread in nanoseconds. */
    private long now() {
        return cpu ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime();
    }

    private void refresh(DirectoryReader newer) throws IOException {
        reader = newer;
        searcher = new IndexSearcher(reader);
        state = new DefaultSortedSetDocValuesReaderState(reader, FACETS);
    }

    // Workload and memory

    /** Lines of one part: part, class, kind, words, first day, last day. */
    private static Map<String, List<Asked>> workload(Path path, String part) throws IOException {
        Map<String, List<Asked>> workload = new LinkedHashMap<>();
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
            String[] fields = line.split(FIELDS, -1);
            if (fields[0].equals(part)) {
                boolean dated = !fields[4].isEmpty();
                workload.computeIfAbsent(fields[1], name -> new ArrayList<>()).add(new Asked(fields[2], fields[3].split(VALUES),
                    dated ? Long.parseLong(fields[4]) : 0, dated ? Long.parseLong(fields[5]) : 0, dated));
            }
        }
        return workload;
    }

    private long bytes() throws IOException {
        long sum = 0;
        for (String name : directory.listAll()) {
            sum += directory.fileLength(name);
        }
        return sum;
    }

    /** Peak resident memory of this process in bytes, from /proc; 0 without it. */
    private static long memory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}
