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
package io.weft.core.spi;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/**
 * Keeps snapshots by their position. A snapshot is bytes to it; whether they are sound is for the
 * reader to say, which asks for an older one when they are not.
 *
 * <p>Threads: one at a time.
 */
public interface SnapshotStore {
    /**
     * Positions of the snapshots that are kept.
     *
     * @return the positions, newest first; the caller's own.
     * @throws IOException when they cannot be listed.
     */
    long[] positions() throws IOException;

    /**
     * Begins a snapshot. It is there when it is {@linkplain SnapshotSink#commit committed}, in
     * place of one at the same position, and wholly; then older ones may go.
     *
     * @param position of the last entry that it holds.
     * @return takes the bytes; to be closed by the caller.
     * @throws IOException when nothing can be written.
     */
    SnapshotSink create(long position) throws IOException;

    /**
     * Opens a snapshot.
     *
     * @param position of it.
     * @return its bytes from the first on; to be closed by the caller.
     * @throws IOException when there is none, or it cannot be read.
     */
    ReadableByteChannel open(long position) throws IOException;

    /**
     * Puts a snapshot aside that does not belong to the journal: it is no longer among the {@link
     * #positions()}.
     *
     * @param position of it.
     * @throws IOException when that fails.
     */
    void discard(long position) throws IOException;

    /**
     * What a message calls a snapshot.
     *
     * @param position of it.
     * @return such as the path of a file.
     */
    String nameOf(long position);
}
