/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.cli.debug;

import io.weft.core.debug.CheckpointStore;
import io.weft.core.debug.TimeMachine;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotStore;
import java.nio.file.Path;
import java.util.function.Function;

/** Somebody who looks into a journal: where they stand, and where they want to stop. One thread. */
public final class Session implements AutoCloseable {
    private final Journal journal;
    private final PolicyCatalogue policies;
    private final Opener opener;
    private final TimeMachine machine;
    private final long firstTimeNs;
    private final Breakpoints breakpoints = new Breakpoints();
    private final Lines lines = new Lines();
    private final Watch watch;

    /** Opens what another journal needs, for comparisons. */
    public interface Opener {
        /**
         * Opens a journal.
         *
         * @param directory of it
         * @return the journal, to be closed by the caller
         */
        Journal journal(Path directory);

        /**
         * Opens the checkpoints of a journal.
         *
         * @param directory of the journal
         * @return the store
         */
        CheckpointStore checkpoints(Path directory);

        /**
         * Opens the snapshots of a journal.
         *
         * @param directory of the journal
         * @return the store, or null when there are none
         */
        SnapshotStore snapshots(Path directory);
    }

    /**
     * A session at the first entry of a journal.
     *
     * @param directory of the journal
     * @param opener of that journal, and of others
     * @param policies that the journal names, and those that may be tried
     * @param watch told how far a command has come
     */
    public Session(Path directory, Opener opener, PolicyCatalogue policies, Watch watch) {
        this.opener = opener;
        this.watch = watch;
        this.policies = policies;
        journal = opener.journal(directory);
        try {
            machine = open(journal, directory);
            firstTimeNs = machine.timeNs();
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private TimeMachine open(Journal opened, Path directory) {
        TimeMachine there =
                new TimeMachine(
                        opened,
                        policies,
                        opener.checkpoints(directory),
                        opener.snapshots(directory));
        there.progress(watch);
        return there;
    }

    Watch watch() {
        return watch;
    }

    /**
     * Where it stands.
     *
     * @return the machine
     */
    public TimeMachine machine() {
        return machine;
    }

    /**
     * What it reads.
     *
     * @return the journal
     */
    public Journal journal() {
        return journal;
    }

    Breakpoints breakpoints() {
        return breakpoints;
    }

    Lines lines() {
        return lines;
    }

    long firstTimeNs() {
        return firstTimeNs;
    }

    /** The position that a word means. */
    long position(String word) {
        return Place.position(word, machine, firstTimeNs);
    }

    /** Asks something of another journal, which is closed then. */
    <T> T with(Path directory, Function<TimeMachine, T> question) {
        try (Journal other = opener.journal(directory);
                TimeMachine there = open(other, directory)) {
            return question.apply(there);
        }
    }

    @Override
    public void close() {
        machine.close();
        journal.close();
    }
}
