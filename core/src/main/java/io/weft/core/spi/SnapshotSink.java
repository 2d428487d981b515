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
import java.nio.channels.WritableByteChannel;

/** Takes the bytes of one snapshot. Closed before it is committed, it leaves nothing behind. */
public interface SnapshotSink extends WritableByteChannel {
    /**
     * Makes the snapshot one of the store; it survives what the store promises to survive when this
     * returns.
     *
     * @throws IOException when that fails; then the store is as it was.
     */
    void commit() throws IOException;
}
