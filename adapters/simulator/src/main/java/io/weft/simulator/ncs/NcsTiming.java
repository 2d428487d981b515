package io.weft.simulator.ncs;

/** The four policies of the published simulator, by the names they have in settings. */
public enum NcsTiming {
    /** FCFS with oversubscribing ({@code FCFSOC}). */
    FCFS("fcfs", false, true),

    /** EASY backfilling with oversubscribing ({@code EasyBackfillingOC}). */
    EASY("easy", true, true),

    /** FCFS that shares no core ({@code FCFS}). */
    FCFS_UNSHARED("fcfs-unshared", false, false),

    /** EASY backfilling that shares no core ({@code EasyBackfilling}). */
    EASY_UNSHARED("easy-unshared", true, false);

    private final String text;
    private final boolean backfills;
    private final boolean shares;

    NcsTiming(final String text, final boolean backfills, final boolean shares) {
        this.text = text;
        this.backfills = backfills;
        this.shares = shares;
    }

    /** The name in settings. */
    public String text() {
        return text;
    }

    /** Whether later jobs may overtake the first that waits. */
    boolean backfills() {
        return backfills;
    }

    /** Whether jobs may share cores. */
    boolean shares() {
        return shares;
    }

    /**
     * The policy of a name.
     *
     * @param text as {@link #text()} gives it
     * @throws IllegalArgumentException naming it if there is no such policy
     */
    public static NcsTiming of(final String text) {
        for (final NcsTiming timing : values()) {
            if (timing.text.equals(text)) {
                return timing;
            }
        }
        throw new IllegalArgumentException(
                "policy=" + text + ", expected easy, fcfs, easy-unshared or fcfs-unshared");
    }
}
