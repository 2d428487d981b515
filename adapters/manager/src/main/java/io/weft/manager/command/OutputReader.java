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
package io.weft.manager.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads what a program writes, on a thread of its own, up to a limit; the rest is thrown away. */
final class OutputReader extends Thread {
    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final int bytesMax;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean isCut;

    OutputReader(final String name, final InputStream in, final int bytesMax) {
        super(name);
        this.in = in;
        this.bytesMax = bytesMax;
        setDaemon(true);
        start();
    }

    @Override
    public void run() {
        final byte[] chunk = new byte[CHUNK];
        try {
            int count;
            while ((count = in.read(chunk)) >= 0) {
                final int room = bytesMax - taken.size();
                taken.write(chunk, 0, Math.min(count, room));
                isCut |= count > room;
            }
        } catch (final IOException ex) {
            // Its pipe went when it was killed: what came until then is not all it had to say.
            isCut = true;
        }
    }

    /** Valid once the thread has ended. */
    boolean isCut() {
        return isCut;
    }

    /** Valid once the thread has ended. */
    String text() {
        return taken.toString(StandardCharsets.UTF_8);
    }
}
